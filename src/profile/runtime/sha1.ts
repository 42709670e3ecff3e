/** SHA-1 of bytes, for Attachment.hash: FHIR names no other and Web Crypto is asynchronous. */

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function padded(bytes: Uint8Array): DataView {
  const length = (((bytes.length + 8) >> 6) + 1) << 6;
  const view = new DataView(new ArrayBuffer(length));
  bytes.forEach((byte, at) => {
    view.setUint8(at, byte);
  });
  view.setUint8(bytes.length, 0x80);
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n);
  return view;
}

/** The round's function and constant, RFC 3174 section 5. */
function round(t: number, [b, c, d]: readonly [number, number, number]): number {
  if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function schedule(view: DataView, block: number, words: Int32Array): void {
  for (let t = 0; t < 16; t++) words[t] = view.getInt32(block + t * 4);
  for (let t = 16; t < 80; t++) {
    const mixed =
      (words[t - 3] ?? 0) ^ (words[t - 8] ?? 0) ^ (words[t - 14] ?? 0) ^ (words[t - 16] ?? 0);
    words[t] = rotate(mixed, 1);
  }
}

/** Lower-case hexadecimal. */
export function sha1(bytes: Uint8Array): string {
  const view = padded(bytes);
  const words = new Int32Array(80);
  let hash: readonly number[] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < view.byteLength; block += 64) {
    schedule(view, block, words);
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = hash;
    for (let t = 0; t < 80; t++) {
      const next = (rotate(a, 5) + round(t, [b, c, d]) + e + (words[t] ?? 0)) | 0;
      [e, d, c, b, a] = [d, c, rotate(b, 30), a, next];
    }
    hash = [a, b, c, d, e].map((value, at) => (value + (hash[at] ?? 0)) | 0);
  }
  return hash.map((value) => (value >>> 0).toString(16).padStart(8, '0')).join('');
}

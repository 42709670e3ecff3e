/** Base64 to bytes: the decoder of the platform, and one pass over what it gives. */

/** Undefined if the text is not base64; space within it means nothing. RFC 4648 section 4 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const binary = binaryOf(text);
  if (binary === undefined) return undefined;
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

function binaryOf(text: string): string | undefined {
  try {
    return atob(text);
  } catch {
    return undefined;
  }
}

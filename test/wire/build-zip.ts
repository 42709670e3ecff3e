/** Writes zips byte by byte, so that every one of their statements can be made a lie. */
import { deflateSync } from 'fflate';
import { crc32 } from '../../src/wire/zip/crc32.ts';

export interface ZipSpec {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** 8, deflated, unless told otherwise. */
  readonly method?: number;
  readonly flags?: number;
  readonly externalAttributes?: number;
  /** Bytes that follow the packed data but count as packed. */
  readonly surplus?: Uint8Array;
  readonly data?: Uint8Array;
  readonly central?: Partial<Statements>;
  readonly local?: Partial<Statements>;
  /** Writes a data descriptor, of this form. */
  readonly descriptor?: 'signed' | 'bare' | 'wide' | 'wrong';
  readonly extra?: Uint8Array;
  readonly localExtra?: Uint8Array;
  /** Where the directory says the local header stands; with `quoted` none is written. */
  readonly offset?: number;
  readonly quoted?: boolean;
  readonly before?: Uint8Array;
}

interface Statements {
  readonly name: string | Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
}

export interface ArchiveSpec {
  readonly prepend?: Uint8Array;
  readonly append?: Uint8Array;
  readonly beforeDirectory?: Uint8Array;
  readonly comment?: Uint8Array;
  readonly declaredEntries?: number;
  readonly disk?: number;
  /** Bytes of a zip64 end record and locator, given the directory. */
  readonly zip64?: (directory: { count: number; size: number; offset: number }) => Uint8Array;
  /** Puts the maximum into the plain end record, which points at zip64. */
  readonly hidePlain?: boolean;
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Little-endian numbers, each with its width in bytes. */
export function numbers(
  ...fields: readonly (readonly [width: 2 | 4 | 8, value: number])[]
): Uint8Array {
  return join(
    fields.map(([width, value]) => {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
      return bytes.subarray(0, width);
    }),
  );
}

export function buildZip(entries: readonly ZipSpec[], archive: ArchiveSpec = {}): Uint8Array {
  const parts: Uint8Array[] = [archive.prepend ?? new Uint8Array(0)];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const spec of entries) {
    const entry = buildEntry(spec, at + (spec.before?.length ?? 0));
    directory.push(entry.central);
    if (spec.quoted) continue;
    parts.push(spec.before ?? new Uint8Array(0), entry.local);
    at += (spec.before?.length ?? 0) + entry.local.length;
  }
  parts.push(archive.beforeDirectory ?? new Uint8Array(0));
  const offset = at + (archive.beforeDirectory?.length ?? 0);
  const size = directory.reduce((sum, header) => sum + header.length, 0);
  const wide = archive.zip64?.({ count: entries.length, size, offset }) ?? new Uint8Array(0);
  return join([
    ...parts,
    ...directory,
    wide,
    endRecord({ ...archive, offset, size }, entries.length),
  ]);
}

function endRecord(
  spec: ArchiveSpec & { readonly offset: number; readonly size: number },
  count: number,
): Uint8Array {
  const { comment = new Uint8Array(0), hidePlain = false, disk = 0 } = spec;
  const entries = hidePlain ? 0xffff : (spec.declaredEntries ?? count);
  const head = numbers(
    [4, 0x06054b50],
    [2, disk],
    [2, disk],
    [2, entries],
    [2, entries],
    [4, hidePlain ? 0xffffffff : spec.size],
    [4, hidePlain ? 0xffffffff : spec.offset],
    [2, comment.length],
  );
  return join([head, comment, spec.append ?? new Uint8Array(0)]);
}

function buildEntry(spec: ZipSpec, offset: number): { local: Uint8Array; central: Uint8Array } {
  const { content = '', method = 8, flags = 0, extra = new Uint8Array(0) } = spec;
  const plain = typeof content === 'string' ? bytesOf(content) : content;
  const packed = spec.data ?? (method === 0 ? plain : deflateSync(plain));
  const data = join([packed, spec.surplus ?? new Uint8Array(0)]);
  const described = spec.descriptor === undefined ? flags : flags | 8;
  const truth = {
    name: spec.name,
    flags: described,
    method,
    crc: crc32(plain),
    compressed: data.length,
    size: plain.length,
  };
  const central = { ...truth, ...spec.central };
  const later = { crc: 0, compressed: 0, size: 0 };
  const local = { ...truth, ...(spec.descriptor && later), ...spec.local };
  const localExtra = spec.localExtra ?? new Uint8Array(0);
  return {
    local: join([
      numbers([4, 0x04034b50], [2, 20]),
      statements(local, localExtra.length),
      nameBytes(local.name),
      localExtra,
      data,
      descriptor(spec.descriptor, truth),
    ]),
    central: join([
      numbers([4, 0x02014b50], [2, 0x0314], [2, 20]),
      statements(central, extra.length),
      numbers(
        [2, 0],
        [2, 0],
        [2, 0],
        [4, spec.externalAttributes ?? 0],
        [4, spec.offset ?? offset],
      ),
      nameBytes(central.name),
      extra,
    ]),
  };
}

function statements(entry: Statements, extraLength: number): Uint8Array {
  return numbers(
    [2, entry.flags],
    [2, entry.method],
    [4, 0],
    [4, entry.crc],
    [4, entry.compressed],
    [4, entry.size],
    [2, nameBytes(entry.name).length],
    [2, extraLength],
  );
}

function nameBytes(name: string | Uint8Array): Uint8Array {
  return typeof name === 'string' ? bytesOf(name) : name;
}

function descriptor(
  form: ZipSpec['descriptor'],
  { crc, compressed, size }: Pick<Statements, 'crc' | 'compressed' | 'size'>,
): Uint8Array {
  if (form === undefined) return new Uint8Array(0);
  const width = form === 'wide' ? 8 : 4;
  const values = numbers([4, form === 'wrong' ? crc ^ 1 : crc], [width, compressed], [width, size]);
  return form === 'bare' ? values : join([numbers([4, 0x08074b50]), values]);
}

/** An honest zip64 end record and its locator; `wrong` is added to the number of entries. */
export function zip64End(wrong = 0): NonNullable<ArchiveSpec['zip64']> {
  return ({ count, size, offset }) =>
    numbers(
      [4, 0x06064b50],
      [8, 44],
      [2, 45],
      [2, 45],
      [4, 0],
      [4, 0],
      [8, count + wrong],
      [8, count + wrong],
      [8, size],
      [8, offset],
      [4, 0x07064b50],
      [4, 0],
      [8, offset + size],
      [4, 1],
    );
}

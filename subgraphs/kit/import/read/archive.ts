import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { CodedError } from '../../../../schema/errors.ts';

/** A part of a ZIP archive as its central directory declares it. Source: APPNOTE.TXT 6.3, 4.3.12. */
interface Part {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** A ZIP archive whose parts are XML texts. */
export interface Archive {
  readonly has: (name: string) => boolean;
  /** The text of a part, unpacked as it is read. */
  readonly text: (name: string) => AsyncGenerator<string>;
  /** Packed bytes read so far. */
  readonly bytesRead: () => number;
}

/** The end record is 22 bytes and at most a comment of 64 KiB. */
const END_BYTES = 22 + 0xffff;
const END_MARK = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const PART_BYTES = 46;
const LOCAL_BYTES = 30;
const DEFLATED = 8;
/** Sheets are read as a stream: a million rows of 30 columns stay below. */
const MAX_SHEET_BYTES = 2 * 1024 ** 3;
/** Shared strings, styles and the rest are held in memory. */
const MAX_HELD_BYTES = 256 * 1024 ** 2;

/** Anything that is wrong inside a workbook, as one coded error. */
export const brokenWorkbook = (error: unknown): CodedError =>
  error instanceof CodedError
    ? error
    : new CodedError('WORKBOOK_BROKEN', { reason: error instanceof Error ? error.message : String(error) });

const readAt = async (file: FileHandle, offset: number, length: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
};

const centralDirectory = async (file: FileHandle, bytes: number): Promise<Buffer> => {
  const tail = await readAt(file, Math.max(0, bytes - END_BYTES), Math.min(bytes, END_BYTES));
  const end = tail.lastIndexOf(END_MARK);
  if (end < 0 || end + 22 > tail.length) throw brokenWorkbook('its end is missing');
  return readAt(file, tail.readUInt32LE(end + 16), Math.min(tail.readUInt32LE(end + 12), bytes));
};

const partAt = (directory: Buffer, at: number): { part: Part; next: number } => {
  const [nameBytes, extra, comment] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place));
  const nameEnd = at + PART_BYTES + (nameBytes ?? 0);
  const part = {
    name: directory.toString('utf8', at + PART_BYTES, nameEnd),
    method: directory.readUInt16LE(at + 10),
    packed: directory.readUInt32LE(at + 20),
    unpacked: directory.readUInt32LE(at + 24),
    offset: directory.readUInt32LE(at + 42),
  };
  return { part, next: nameEnd + (extra ?? 0) + (comment ?? 0) };
};

const partsOf = (directory: Buffer): ReadonlyMap<string, Part> => {
  const parts = new Map<string, Part>();
  for (let at = 0; at + PART_BYTES <= directory.length;) {
    const { part, next } = partAt(directory, at);
    parts.set(part.name, part);
    at = next;
  }
  return parts;
};

const withFile = async <Result>(
  path: string,
  work: (file: FileHandle) => Promise<Result>,
): Promise<Result> => {
  const file = await open(path);
  try {
    return await work(file);
  } catch (error) {
    throw brokenWorkbook(error);
  } finally {
    await file.close();
  }
};

const unpack = async function* (
  path: string,
  part: Part,
  onPacked: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const local = await withFile(path, (file) => readAt(file, part.offset, LOCAL_BYTES));
  const start = part.offset + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (part.packed === 0) return;
  const packed = createReadStream(path, { start, end: start + part.packed - 1 });
  packed.on('data', (chunk) => onPacked(chunk.length));
  const unpacked = part.method === DEFLATED ? pipeline(packed, createInflateRaw(), () => undefined) : packed;
  for await (const chunk of unpacked) yield Buffer.from(chunk);
};

const textOf = async function* (
  path: string,
  part: Part,
  onPacked: (bytes: number) => void,
): AsyncGenerator<string> {
  const limit = Math.min(
    part.unpacked,
    part.name.startsWith('xl/worksheets/') ? MAX_SHEET_BYTES : MAX_HELD_BYTES,
  );
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  for await (const chunk of unpack(path, part, onPacked)) {
    bytes += chunk.length;
    if (bytes > limit) throw new CodedError('WORKBOOK_TOO_LARGE', { part: part.name, limit });
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
};

/** Opens a ZIP archive by its central directory; no part is unpacked further than it declares and memory allows. */
export const openArchive = async (path: string, bytes: number): Promise<Archive> => {
  const parts = await withFile(path, async (file) => partsOf(await centralDirectory(file, bytes)));
  let packed = 0;
  return {
    has: (name) => parts.has(name),
    text: (name) => {
      const part = parts.get(name);
      if (part === undefined) throw brokenWorkbook(`${name} is missing`);
      return textOf(path, part, (more) => {
        packed += more;
      });
    },
    bytesRead: () => packed,
  };
};

import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
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

/** The end record is 22 bytes and at most a comment of 64 KiB. */
const END_BYTES = 22 + 0xffff;
const END_MARK = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const PART_BYTES = 46;
const DEFLATED = 8;
/** Sheets are read as a stream: a million rows of 30 columns stay below. */
const MAX_SHEET_BYTES = 2 * 1024 ** 3;
/** Shared strings, styles and the rest are held in memory. */
const MAX_HELD_BYTES = 256 * 1024 ** 2;

const broken = (reason: string): CodedError => new CodedError('WORKBOOK_BROKEN', { reason });

const readAt = async (file: FileHandle, offset: number, length: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
};

const centralDirectory = async (file: FileHandle, bytes: number): Promise<Buffer> => {
  const tail = await readAt(file, Math.max(0, bytes - END_BYTES), Math.min(bytes, END_BYTES));
  const end = tail.lastIndexOf(END_MARK);
  if (end < 0 || end + 22 > tail.length) throw broken('its end is missing');
  return readAt(file, tail.readUInt32LE(end + 16), Math.min(tail.readUInt32LE(end + 12), bytes));
};

const partsOf = (directory: Buffer): Part[] => {
  const parts: Part[] = [];
  for (let at = 0; at + PART_BYTES <= directory.length;) {
    const [nameBytes, extra, comment] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place));
    parts.push({
      name: directory.toString('utf8', at + PART_BYTES, at + PART_BYTES + (nameBytes ?? 0)),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += PART_BYTES + (nameBytes ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return parts;
};

/** Unpacks a part without keeping it, and stops as soon as it is larger than it declares. */
const inflatesAsDeclared = async (path: string, file: FileHandle, part: Part): Promise<boolean> => {
  const local = await readAt(file, part.offset, 30);
  const start = part.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const packed = createReadStream(path, { start, end: start + part.packed - 1 });
  let unpacked = 0;
  const inflate = createInflateRaw();
  packed.on('error', (error) => inflate.destroy(error));
  for await (const chunk of packed.pipe(inflate)) {
    unpacked += Buffer.from(chunk).length;
    if (unpacked > part.unpacked) break;
  }
  packed.destroy();
  return unpacked === part.unpacked;
};

const checkPart = async (path: string, file: FileHandle, part: Part): Promise<void> => {
  const limit = part.name.startsWith('xl/worksheets/') ? MAX_SHEET_BYTES : MAX_HELD_BYTES;
  const tooLarge = new CodedError('WORKBOOK_TOO_LARGE', { part: part.name, limit });
  if (part.unpacked > limit) throw tooLarge;
  if (part.method === DEFLATED && !(await inflatesAsDeclared(path, file, part))) throw tooLarge;
};

/** Refuses a ZIP archive that is no workbook, that is cut off, or that unpacks to more than the memory is for. */
export const checkArchive = async (path: string, bytes: number): Promise<void> => {
  const file = await open(path);
  try {
    const parts = partsOf(await centralDirectory(file, bytes));
    if (!parts.some(({ name }) => name === 'xl/workbook.xml'))
      throw new CodedError('FILE_KIND_UNKNOWN', { found: 'ZIP' });
    for (const part of parts) await checkPart(path, file, part);
  } catch (error) {
    throw error instanceof CodedError
      ? error
      : broken(error instanceof Error ? error.message : String(error));
  } finally {
    await file.close();
  }
};

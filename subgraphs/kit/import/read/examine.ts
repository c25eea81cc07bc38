import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { CodedError } from '../../../../schema/errors.ts';
import { kindOf, markedEncoding, type FileKind } from './sniff.ts';

/** Bytes looked at to tell delimiter and line end. */
const HEAD_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** What is known of a file before its rows are read. */
export interface Examined {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly kind: FileKind;
  /** WHATWG name of the text's encoding. */
  readonly encoding: string;
  /** The first characters, decoded. */
  readonly head: string;
}

/** Follows whether the bytes seen so far are valid UTF-8. */
const utf8Check = (): { readonly add: (chunk: Buffer) => void; readonly valid: () => boolean } => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let valid = true;
  const attempt = (decode: () => string): void => {
    try {
      if (valid) decode();
    } catch {
      valid = false;
    }
  };
  return {
    add: (chunk) => attempt(() => decoder.decode(chunk, { stream: true })),
    valid: () => {
      attempt(() => decoder.decode());
      return valid;
    },
  };
};

const pass = async (
  path: string,
): Promise<{ head: Buffer; bytes: number; sha256: string; utf8: boolean }> => {
  const hash = createHash('sha256');
  const check = utf8Check();
  let head = Buffer.alloc(0);
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const part = Buffer.from(chunk);
    if (bytes === 0) head = part.subarray(0, HEAD_BYTES);
    bytes += part.length;
    hash.update(part);
    check.add(part);
  }
  return { head, bytes, sha256: hash.digest('hex'), utf8: check.valid() };
};

const unreadable = (path: string, error: unknown): CodedError => {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new CodedError('FILE_NOT_FOUND', { file: path, reason }, { cause: error });
};

/** Reads a file once for its hash, its kind and its encoding; `encoding` overrules what the bytes suggest. */
export const examine = async (path: string, encoding?: string): Promise<Examined> => {
  const { head, bytes, sha256, utf8 } = await pass(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const told = encoding ?? markedEncoding(head) ?? (utf8 ? 'utf-8' : 'gb18030');
  const text = new TextDecoder(told).decode(head, { stream: true });
  return { path, bytes, sha256, kind: kindOf(head), encoding: told, head: text };
};

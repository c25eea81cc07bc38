import { createReadStream } from 'node:fs';
import { CsvError, parse, type Parser } from 'csv-parse';
import { CodedError } from '../../../../schema/errors.ts';
import type { Examined } from './examine.ts';
import { delimiterOf, lineEndOf } from './sniff.ts';
import { headed, type Source, type SourceOptions, type SourceRow } from './source.ts';

/** Longest record: far above any real row, and small enough that a file without line ends takes no memory. */
const MAX_RECORD_CHARACTERS = 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;
const LINE_ENDS = ['\r\n', '\n', '\r'];

const codedError = (error: unknown, line: number): CodedError => {
  const code = error instanceof CsvError ? error.code : String(error);
  if (code === 'CSV_MAX_RECORD_SIZE') return new CodedError('FILE_RECORD_TOO_LONG', { line, limit: MAX_RECORD_CHARACTERS });
  if (code === 'CSV_QUOTE_NOT_CLOSED') return new CodedError('FILE_QUOTE_OPEN', { line });
  return new CodedError('FILE_MALFORMED', { line, reason: code.toLowerCase().replaceAll('_', ' ') });
};

/** The parser has taken the chunk, or everything when there is none. */
const fed = (parser: Parser, chunk?: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    parser.once('error', reject);
    const done = (): void => {
      parser.off('error', reject);
      resolve();
    };
    if (chunk === undefined) parser.once('end', done).end();
    else parser.write(chunk, (error) => (error ? reject(error) : done()));
  });

/** UTF-8 bytes of a file in any encoding, so that the parser meets one encoding only; the byte order mark is gone. */
const recode = async function* (path: string, encoding: string, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk?: Buffer): Buffer => {
    try {
      return Buffer.from(chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
    } catch (error) {
      throw new CodedError('FILE_ENCODING_UNKNOWN', { encoding }, { cause: error });
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const part = Buffer.from(chunk);
    onBytes(part.length);
    yield decode(part);
  }
  yield decode();
};

interface Reading {
  /** Parses more bytes (none: the file has ended) and gives the records completed by them. */
  readonly read: (chunk?: Buffer) => Promise<readonly SourceRow[]>;
}

const startReading = (delimiter: string): Reading => {
  let number = 0;
  let line = 1;
  let batch: SourceRow[] = [];
  const parser = parse({
    delimiter,
    record_delimiter: LINE_ENDS,
    relax_column_count: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    on_record: (cells: string[], { lines }) => {
      number += 1;
      line = lines + 1;
      batch.push({ number, cells });
      return undefined;
    },
  });
  parser.resume();
  const read = async (chunk?: Buffer): Promise<readonly SourceRow[]> => {
    batch = [];
    await fed(parser, chunk).catch((error: unknown) => {
      throw codedError(error, line);
    });
    return batch;
  };
  return { read };
};

const portions = async function* (
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
): AsyncGenerator<readonly SourceRow[]> {
  const { read } = startReading(delimiter);
  for await (const chunk of chunks) yield await read(chunk);
  yield await read();
};

/** Opens a CSV file: any of the usual encodings, line ends and delimiters. */
export const openCsv = async (file: Examined, options: SourceOptions): Promise<Source> => {
  const delimiter = options.delimiter ?? delimiterOf(file.head);
  let bytes = 0;
  const chunks = recode(file.path, file.encoding, (more) => {
    bytes += more;
  });
  const { header, rows } = await headed(portions(chunks, delimiter), options.headerRow);
  if (header === undefined) throw new CodedError('FILE_EMPTY');
  return {
    format: { kind: 'csv', encoding: file.encoding, lineEnd: lineEndOf(file.head), delimiter },
    headers: header.cells,
    rows,
    bytesRead: () => bytes,
  };
};

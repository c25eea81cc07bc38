import { createReadStream } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { CodedError } from '../../../../schema/errors.ts';
import type { Examined } from './examine.ts';
import { delimiterOf, lineEndOf } from './sniff.ts';
import { headed, type Source, type SourceOptions, type SourceRow } from './source.ts';

/** Longest record: far above any real row, and small enough that a file without line ends takes no memory. */
const MAX_RECORD_CHARACTERS = 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;
const LINE_ENDS = ['\r\n', '\n', '\r'];

const isRecord = (value: unknown): value is string[] => Array.isArray(value);

const codedError = (error: unknown, row: number): CodedError => {
  const code = error instanceof CsvError ? error.code : String(error);
  if (code === 'CSV_MAX_RECORD_SIZE')
    return new CodedError('FILE_RECORD_TOO_LONG', { row, limit: MAX_RECORD_CHARACTERS });
  if (code === 'CSV_QUOTE_NOT_CLOSED') return new CodedError('FILE_QUOTE_OPEN', { row });
  return new CodedError('FILE_MALFORMED', { row, reason: code.toLowerCase().replaceAll('_', ' ') });
};

/** UTF-8 bytes of a file in any encoding, so that the parser meets one encoding only; the byte order mark is gone. */
const recode = async function* (
  path: string,
  encoding: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
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

/** Records are pulled and not listened for: a listener makes the parser describe each record, which takes longer than reading it. */
const startReading = (delimiter: string): Reading => {
  const parser = parse({
    delimiter,
    record_delimiter: LINE_ENDS,
    relax_column_count: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  });
  let refused: Error | undefined;
  let number = 0;
  parser.on('error', (error) => {
    refused = error;
  });
  const pull = (): SourceRow[] => {
    const rows: SourceRow[] = [];
    for (let cells: unknown = parser.read(); isRecord(cells); cells = parser.read())
      rows.push({ number: (number += 1), cells });
    return rows;
  };
  const read = async (chunk?: Buffer): Promise<readonly SourceRow[]> => {
    if (chunk === undefined) parser.end();
    else parser.write(chunk);
    const rows = pull();
    await nextTurn();
    if (refused !== undefined) throw codedError(refused, number + 1);
    const late = pull();
    return late.length === 0 ? rows : [...rows, ...late];
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

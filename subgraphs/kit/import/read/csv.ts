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

/** The text of a file in any encoding, without its byte order mark. */
const decoded = async function* (
  path: string,
  encoding: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
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

/** Reads records piece by piece, in the order of the text. */
interface Reading {
  /** Takes more text (none: the file has ended) and gives the records completed by it. */
  readonly read: (text?: string) => Promise<readonly SourceRow[]>;
}

/** Records are pulled and not listened for: a listener makes the parser describe each record, which takes longer than reading it. */
const readQuoted = (delimiter: string, rowsBefore: number): Reading => {
  const parser = parse({
    delimiter,
    record_delimiter: LINE_ENDS,
    relax_column_count: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  });
  let refused: Error | undefined;
  let number = rowsBefore;
  parser.on('error', (error) => {
    refused = error;
  });
  const pull = (): SourceRow[] => {
    const rows: SourceRow[] = [];
    for (let cells: unknown = parser.read(); isRecord(cells); cells = parser.read())
      rows.push({ number: (number += 1), cells });
    return rows;
  };
  const read = async (text?: string): Promise<readonly SourceRow[]> => {
    if (text === undefined) parser.end();
    else parser.write(text);
    const rows = pull();
    await nextTurn();
    if (refused !== undefined) throw codedError(refused, number + 1);
    const late = pull();
    return late.length === 0 ? rows : [...rows, ...late];
  };
  return { read };
};

const linesOf = (text: string): string[] =>
  text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');

/**
 * Without quotes a record is a line and a cell what stands between two delimiters: that is read five times as fast as
 * by the parser, which takes over at the first quote.
 */
const startReading = (delimiter: string): Reading => {
  let number = 0;
  let rest = '';
  let quoted: Reading | undefined;
  const take = (lines: readonly string[]): SourceRow[] =>
    lines.map((line) => ({ number: (number += 1), cells: line.split(delimiter) }));
  const read = async (text?: string): Promise<readonly SourceRow[]> => {
    if (quoted !== undefined) return quoted.read(text);
    if (text === undefined) return take(rest === '' ? [] : [rest.replace(/\r$/, '')]);
    if (text.includes('"')) {
      quoted = readQuoted(delimiter, number);
      return quoted.read(rest + text);
    }
    const lines = linesOf(rest + text);
    // The last line may go on; so may a line end, where its first half closes the text.
    rest = lines.pop() ?? '';
    if (rest === '' && text.endsWith('\r')) rest = `${lines.pop() ?? ''}\r`;
    if (rest.length > MAX_RECORD_CHARACTERS) throw codedError('CSV_MAX_RECORD_SIZE', number + 1);
    return take(lines);
  };
  return { read };
};

const portions = async function* (
  texts: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<readonly SourceRow[]> {
  const { read } = startReading(delimiter);
  for await (const text of texts) yield await read(text);
  yield await read();
};

/** Opens a CSV file: any of the usual encodings, line ends and delimiters. */
export const openCsv = async (file: Examined, options: SourceOptions): Promise<Source> => {
  const delimiter = options.delimiter ?? delimiterOf(file.head);
  let bytes = 0;
  const texts = decoded(file.path, file.encoding, (more) => {
    bytes += more;
  });
  const { header, rows } = await headed(portions(texts, delimiter), options.headerRow);
  if (header === undefined) throw new CodedError('FILE_EMPTY');
  return {
    format: { kind: 'csv', encoding: file.encoding, lineEnd: lineEndOf(file.head), delimiter },
    headers: header.cells,
    rows,
    bytesRead: () => bytes,
  };
};

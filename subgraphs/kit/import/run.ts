import { resolve } from 'node:path';
import type { ClientBase } from 'pg';
import { CodedError } from '../../../schema/errors.ts';
import { mapTable, type MappedTable } from './map/cells.ts';
import { NO_MAPPING, type Mapping } from './map/mapping.ts';
import { readTarget, type Target } from './merge/target.ts';
import { examine, type Examined } from './read/examine.ts';
import { openSource } from './read/open.ts';
import type { Source, SourceOptions } from './read/source.ts';
import { rejectsFile, type Rejects } from './rejects.ts';
import { tallies, type ImportProgress } from './report.ts';
import { columnName, type ImportTable } from './table.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What an import needs. */
export interface ImportOptions {
  /** The district's key of person keys. */
  readonly pidKey: Buffer;
  /** The owner's key of stored identity numbers. */
  readonly cipherKey: Buffer;
  readonly vocabulary: Vocabulary;
  readonly table: ImportTable;
  readonly file: string;
  /** A connection of the department's application role, used by nobody else meanwhile. */
  readonly client: ClientBase;
  readonly mapping?: Mapping | undefined;
  /** Position or name of the sheet; overrules the mapping. */
  readonly sheet?: number | string | undefined;
  /** Where rejected rows are written. */
  readonly rejectedFile: string;
  /** Does everything and keeps nothing. */
  readonly dryRun?: boolean | undefined;
  /** Keeps nothing when a row is rejected; else the good rows go in. */
  readonly allOrNothing?: boolean | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** An import under way. */
export interface Run {
  readonly options: ImportOptions;
  readonly mapping: Mapping;
  readonly examined: Examined;
  readonly reading: SourceOptions;
  readonly source: Source;
  readonly mapped: MappedTable;
  /** See `ImportReport.columns.names`. */
  readonly names: Readonly<Record<string, string>>;
  readonly target: Target;
  readonly rejects: Rejects;
  readonly faults: ReturnType<typeof tallies>;
  readonly warnings: ReturnType<typeof tallies>;
  readonly progress: (phase: ImportProgress['phase'], rows: number) => void;
}

const readingOf = (
  { sheet, delimiter, headerRow }: Mapping,
  chosen: ImportOptions['sheet'],
): SourceOptions => ({
  ...(chosen === undefined ? (sheet === undefined ? {} : { sheet }) : { sheet: chosen }),
  ...(delimiter === undefined ? {} : { delimiter }),
  ...(headerRow === undefined ? {} : { headerRow }),
});

const namesOf = (table: ImportTable, { columns }: MappedTable): Run['names'] =>
  Object.fromEntries([
    ...table.columns.map((column): [string, string] => [column.property, columnName(column)]),
    ...columns
      .filter(({ keyColumns }) => keyColumns)
      .map(({ column, headers }): [string, string] => [column.property, headers.join(' + ')]),
  ]);

/** Opens the file and fits it to the table; nothing is read into the database yet. */
export const prepareRun = async (options: ImportOptions): Promise<Run> => {
  const { table, file, client, rejectedFile, mapping = NO_MAPPING } = options;
  if (resolve(rejectedFile) === resolve(file)) throw new CodedError('REJECTED_FILE_IS_SOURCE', { file });
  const target = await readTarget(client, table);
  const examined = await examine(file, mapping.encoding);
  const reading = readingOf(mapping, options.sheet);
  const source = await openSource(examined, reading);
  const mapped = mapTable(table, source.headers, mapping);
  const names = namesOf(table, mapped);
  return {
    options,
    mapping,
    examined,
    reading,
    source,
    mapped,
    names,
    target,
    rejects: rejectsFile(rejectedFile, source.headers, names),
    faults: tallies(),
    warnings: tallies(),
    progress: (phase, rows) =>
      options.onProgress?.({ phase, rows, bytes: source.bytesRead(), totalBytes: examined.bytes }),
  };
};

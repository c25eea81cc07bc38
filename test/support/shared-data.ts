// Real files for imports. They are no part of the repository: they lie beside it, or where the variable says.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readMapping } from '../../subgraphs/kit/import/map/read-mapping.ts';
import type { ImportReport } from '../../subgraphs/kit/import/report.ts';
import type { Importer } from './import-run.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const EXAMPLES = path.join(REPOSITORY, 'schema/examples');
const DATA = path.resolve(process.env['FOURNETS_SHARED_DATA'] ?? path.join(REPOSITORY, '../shared/data'));

const present = existsSync(DATA);

/** Tests that need the files; left out, and said so, where they are not there. */
export const onData = present ? describe : describe.skip;
if (!present) process.stderr.write(`tests of real files are skipped: no ${DATA}\n`);

/** A file of the examples, such as a rule. */
export const exampleText = (file: string): string => readFileSync(path.join(EXAMPLES, file), 'utf8');

/** Imports a file with a mapping of the examples. */
export const importShared = async (
  office: Importer,
  table: string,
  file: string,
  mapping: string,
): Promise<ImportReport> => {
  const { include: _, ...map } = await readMapping(path.join(EXAMPLES, mapping));
  return office.run(table, { path: path.join(DATA, file) }, { map });
};

/** The city's budget ordinance and its list of employees. */
export const CITY = {
  positions: 'chicago/ordinance_2016_positions_nonpolice.csv',
  employees: 'chicago/current_employees_nonpolice.csv',
} as const;

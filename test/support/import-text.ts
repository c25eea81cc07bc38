// Files written by hand, imported into a department under test.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { departmentSdl } from '../../schema/sdl.ts';
import { importFile } from '../../subgraphs/kit/import/import-file.ts';
import type { ImportReport } from '../../subgraphs/kit/import/report.ts';
import type { Department } from '../../subgraphs/kit/department.ts';
import { vocabularyOf } from '../../subgraphs/kit/import/vocabulary.ts';
import { CIPHER_KEY, type TestDepartment } from './department.ts';

/** The district's key of person keys in these tests. */
export const PID_KEY = Buffer.alloc(32, 9);

/** What an import did, and what it wrote about the rows it refused; empty when it refused none. */
export interface TextImport {
  readonly report: ImportReport;
  readonly rejected: string;
}

/** Imports lines of CSV into a table of a department. */
export const importText = async (
  { name, tables }: Department,
  { appUrl }: TestDepartment,
  tableName: string,
  lines: readonly string[],
): Promise<TextImport> => {
  const table = tables.find((candidate) => candidate.name === tableName);
  if (table === undefined) throw new Error(`${name} has no table ${tableName}`);
  const directory = mkdtempSync(path.join(tmpdir(), 'fournets-import-'));
  const [file, rejectedFile] = ['file.csv', 'rejected.csv'].map((base) => path.join(directory, base)) as [
    string,
    string,
  ];
  writeFileSync(file, lines.join('\n'));
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    const vocabulary = vocabularyOf(departmentSdl(name));
    const keys = { pidKey: PID_KEY, cipherKey: CIPHER_KEY, vocabulary };
    const report = await importFile({ table, file, client, rejectedFile, ...keys });
    return { report, rejected: existsSync(rejectedFile) ? readFileSync(rejectedFile, 'utf8') : '' };
  } finally {
    await client.end();
    rmSync(directory, { recursive: true });
  }
};

// Files of any bytes, imported into a department under test.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { departmentSdl } from '../../schema/sdl.ts';
import type { Department } from '../../subgraphs/kit/department.ts';
import { importFile } from '../../subgraphs/kit/import/import-file.ts';
import { parseMapping } from '../../subgraphs/kit/import/map/read-mapping.ts';
import type { ImportReport } from '../../subgraphs/kit/import/report.ts';
import type { ImportOptions } from '../../subgraphs/kit/import/run.ts';
import { vocabularyOf } from '../../subgraphs/kit/import/vocabulary.ts';
import { CIPHER_KEY, openDepartment } from './department.ts';

/** The district's key of person keys in these tests. */
export const PID_KEY = Buffer.alloc(32, 9);

/** Choices of one import; `map` is what a mapping file would hold. */
export interface RunOptions extends Partial<
  Pick<ImportOptions, 'dryRun' | 'allOrNothing' | 'sheet' | 'client' | 'onProgress'>
> {
  readonly map?: unknown;
  /** File name, which should not matter. */
  readonly name?: string;
}

/** A department that files are imported into. */
export interface Importer {
  /** Imports a file that lies there, or one with this content. */
  readonly run: (
    table: string,
    content: string | Buffer | { readonly path: string },
    options?: RunOptions,
  ) => Promise<ImportReport>;
  /** What the last import wrote about the rows it refused; empty when it refused none. */
  readonly rejected: () => string;
  readonly query: (sql: string) => Promise<Record<string, unknown>[]>;
  readonly client: pg.Client;
  readonly appUrl: string;
  readonly directory: string;
  readonly close: () => Promise<void>;
}

/** Opens a department with empty tables for imports. */
export const openImporter = async (department: Department): Promise<Importer> => {
  const opened = await openDepartment(department);
  const directory = mkdtempSync(path.join(tmpdir(), 'fournets-import-'));
  const rejectedFile = path.join(directory, 'rejected.csv');
  const client = new pg.Client({ connectionString: opened.appUrl });
  await client.connect();
  const keys = {
    pidKey: PID_KEY,
    cipherKey: CIPHER_KEY,
    vocabulary: vocabularyOf(departmentSdl(department.name)),
  };
  const place = (content: string | Buffer | { readonly path: string }, name: string): string => {
    if (typeof content === 'object' && 'path' in content) return content.path;
    const file = path.join(directory, name);
    writeFileSync(file, content);
    return file;
  };
  return {
    run: async (tableName, content, { map, name = 'file.csv', ...options } = {}) => {
      const table = department.tables.find((candidate) => candidate.name === tableName);
      if (table === undefined) throw new Error(`${department.name} has no table ${tableName}`);
      rmSync(rejectedFile, { force: true });
      return importFile({
        client,
        ...keys,
        ...options,
        table,
        file: place(content, name),
        mapping: parseMapping(map),
        rejectedFile,
      });
    },
    rejected: () => (existsSync(rejectedFile) ? readFileSync(rejectedFile, 'utf8') : ''),
    query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    client,
    appUrl: opened.appUrl,
    directory,
    close: async () => {
      await client.end();
      await opened.close();
      rmSync(directory, { recursive: true });
    },
  };
};

/** A person's identity number with a right check character, by a number below 1000. Synthetic. */
export const identityNumber = (person: number): string => {
  const digits = `33070219900101${String(person).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return `${digits}${'10X98765432'.charAt(sum % 11)}`;
};

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { identityCheckCharacter } from '../../subgraphs/kit/identity/identity-number.ts';
import { fournets, startProduct, type Ended, type Product } from '../support/product.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'fournets-import-'));
const data = path.join(directory, 'data');
const env = { FOURNETS_DEMO_PEOPLE: '0', FOURNETS_DATA: data };
const HEADER = '公民身份号码,机构代码,月份,应发金额';

let product: Product;
beforeAll(async () => {
  product = await startProduct(data, env);
});
afterAll(async () => {
  await product.stop();
  rmSync(directory, { recursive: true, force: true });
});

const identityNumber = (person: number): string => {
  const first17 = `33070219900101${String(person).padStart(3, '0')}`;
  return first17 + identityCheckCharacter(first17);
};

const place = (name: string, content: string | Buffer): string => {
  writeFileSync(path.join(directory, name), content);
  return path.join(directory, name);
};

const rejectedFile = path.join(directory, 'rejected.csv');

/** Imports payments; what became of the rows, and how the command ended. */
const importing = async (file: string, ...options: readonly string[]): Promise<Ended & { rows: unknown }> => {
  rmSync(rejectedFile, { force: true });
  const args = ['--json', 'import', 'finance', 'payments', file, '--rejected', rejectedFile, ...options];
  const ended = await fournets(args, env);
  const report: unknown = ended.stdout === '' ? {} : JSON.parse(ended.stdout);
  return { ...ended, rows: Reflect.get(Object(report), 'rows') };
};

it('takes a good file with 0, again without a change, and nothing on a dry run', async () => {
  const file = place('good.csv', `${HEADER}\n${identityNumber(1)},A1,2026-03,6000.50\n`);
  expect(await importing(file, '--dry-run')).toMatchObject({ code: 0, rows: { inserted: 1 } });
  expect(await importing(file)).toMatchObject({ code: 0, rows: { inserted: 1, rejected: 0 } });
  expect(await importing(file)).toMatchObject({ code: 0, rows: { inserted: 0, unchanged: 1 } });
  expect(existsSync(rejectedFile)).toBe(false);
});

it('ends with 3 where rows are refused, says why, and takes their file once it is corrected', async () => {
  const good = `${identityNumber(2)},A1,2026-03,1`;
  const file = place('mixed.csv', `${HEADER}\n${good}\n${identityNumber(3)},A1,2026-13,1\n`);
  const rejected = path.join(directory, 'mixed.rejected.csv');
  const args = ['import', 'finance', 'payments', file, '--rejected', rejected];
  const { code, stdout } = await fournets(args, env);
  expect(code).toBe(3);
  expect(stdout).toContain('1 × MONTH_INVALID (month · 月份), rows · 行 3');
  expect(stdout).toContain('first: row 3: Not a month in the form YYYY-MM.');
  expect(stdout).toContain('Imported; rows refused: 1.');
  const refused = readFileSync(rejected, 'utf8');
  expect(refused).toContain(',month · 月份,2026-13,MONTH_INVALID,');
  const corrected = place('corrected.csv', refused.replaceAll('2026-13', '2026-12'));
  expect(await importing(corrected)).toMatchObject({ code: 0, rows: { read: 1, inserted: 1, rejected: 0 } });
});

it('says of a file with a wrong header what is missing, and keeps nothing', async () => {
  const { code, stdout, stderr } = await importing(place('wrong.csv', '姓名,单位\n张三,甲\n'));
  expect(code).not.toBe(0);
  expect(stdout).toBe('');
  expect(stderr).toContain('COLUMN_MISSING');
  expect(stderr).toContain('month · 月份');
});

it('takes a workbook that is named csv', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('工资');
  sheet.addRow(HEADER.split(','));
  sheet.addRow([identityNumber(4), 'A1', '2026-03', 6000.5]);
  const file = place('workbook.csv', Buffer.from(await book.xlsx.writeBuffer()));
  expect(await importing(file)).toMatchObject({ code: 0, rows: { inserted: 1, rejected: 0 } });
});

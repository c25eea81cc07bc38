import { reportText } from '../../../gateway/cli/import/report-text.ts';
import { tallies, type ImportReport } from '../../../subgraphs/kit/import/report.ts';

const NONE = {
  read: 0,
  filtered: 0,
  combined: 0,
  inserted: 0,
  updated: 0,
  unchanged: 0,
  rejected: 0,
  ended: 0,
};

const NUMBER = 'identity number · 公民身份号码';
const names = { pid: NUMBER, identityNumberEncrypted: NUMBER, gross: 'gross · 应发金额' };

const text = (rows: Partial<ImportReport['rows']>, more: Partial<ImportReport> = {}): string =>
  reportText(
    {
      table: 'people',
      file: 'people.csv',
      sha256: 'c0ffee',
      format: { kind: 'csv', encoding: 'utf-8', lineEnd: 'LF', delimiter: ',' },
      columns: {
        names,
        matched: [
          { property: 'pid', headers: ['身份证号'] },
          { property: 'identityNumberEncrypted', headers: ['身份证号'] },
        ],
        defaulted: [],
        ignored: [],
      },
      rows: { ...NONE, ...rows },
      faults: [],
      warnings: [],
      preview: [],
      dryRun: false,
      applied: true,
      ...more,
    },
    'people.rejected.csv',
  );

const lastLine = (report: string): string | undefined => report.split('\n').at(-1);

it.each([
  [{ read: 2, inserted: 2 }, {}, 'Imported. · 已导入。'],
  [{ read: 3, inserted: 2, rejected: 1 }, {}, 'Imported; rows refused: 1. · 已导入，被拒绝 1 行。'],
  [
    { read: 2, unchanged: 1, rejected: 1 },
    {},
    'Nothing changed; rows refused: 1, the others are registered already. · 未作改动：1 行被拒绝，其余均已登记。',
  ],
  [{ read: 2, rejected: 2 }, {}, 'Nothing imported: all rows were refused. · 未导入：所有行均被拒绝。'],
  [{}, {}, 'Nothing imported: the file has no rows. · 未导入：文件没有数据行。'],
  [
    { read: 2, filtered: 2 },
    {},
    'Nothing imported: the mapping filters out all 2 rows. · 未导入：映射文件过滤了全部 2 行。',
  ],
  [
    { read: 2, unchanged: 2 },
    {},
    'Nothing to change: all rows are registered already. · 无需改动：所有行均已登记。',
  ],
  [
    { read: 2, inserted: 2 },
    { dryRun: true, applied: false },
    'Dry run: nothing was changed. · 试运行，未作任何改动。',
  ],
  [
    { read: 2, rejected: 1 },
    { applied: false },
    'Rows were rejected: nothing was changed. · 存在被拒绝的行，未作任何改动。',
  ],
])('says of %j what came of it', (rows, more, expected) => {
  expect(lastLine(text(rows, more))).toBe(expected);
});

it('fills the reasons in for the first row, in both languages, under the column’s name', () => {
  const { add, all } = tallies();
  const short = { code: 'ROW_SHORT', property: '' } as const;
  for (const row of [12, 13, 14, 15, 16, 17])
    add({ ...short, details: { cells: row - 10, headers: 4 } }, row);
  add({ code: 'MONEY_INVALID', property: 'gross', details: {} }, 20);
  const lines = text({ read: 7, rejected: 7 }, { faults: all() }).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      '  6 × ROW_SHORT, rows · 行 12, 13, 14, 15, 16, …',
      '    first: row 12: The line ends too early: 2 cells, the header has 4. Complete the line.',
      '    首例：第 12 行：此行不完整：只有 2 格，表头有 4 列，请补全。',
      '  1 × MONEY_INVALID (gross · 应发金额), rows · 行 20',
    ]),
  );
});

it('shows columns by their names, the same cells once, and refused rows among the first', () => {
  const shown = text(
    { read: 1, rejected: 1 },
    {
      preview: [
        {
          row: 2,
          outcome: 'rejected',
          codes: ['MONEY_INVALID'],
          values: { pid: 'c0ffee'.padEnd(32, '0'), gross: null },
        },
      ],
    },
  );
  expect(shown.match(/← 身份证号/g)).toHaveLength(1);
  expect(shown).toContain(`  2 rejected · 拒绝 MONEY_INVALID: ${NUMBER}=c0ffee00…, gross · 应发金额=\n`);
  expect(shown).not.toContain('identityNumberEncrypted');
});

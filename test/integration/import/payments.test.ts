import { once } from 'node:events';
import { createWriteStream, writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import pg from 'pg';
import { finance } from '../../../subgraphs/finance/main.ts';
import { identityNumber, openImporter, type Importer } from '../../support/import-run.ts';

const HEADER = '公民身份号码,机构代码,月份,应发金额';
const line = (person: number, month = '2026-03', gross = '6,000.50') =>
  `${identityNumber(person)},A1,${month},"${gross}"`;
const file = (...lines: readonly string[]) => [HEADER, ...lines, ''].join('\n');

let office: Importer;
beforeEach(async () => {
  office = await openImporter(finance);
});
afterEach(() => office.close());

const payments = () =>
  office.query(
    'select pid, month, kind, gross_fen, registered_at, source_document from payment order by pid, month',
  );
const count = async (table: string) =>
  Number((await office.query(`select count(*) as n from ${table}`))[0]?.['n']);

describe('the same file', () => {
  it('again changes nothing', async () => {
    const content = file(line(1), line(2), line(2, '2026-04'));
    expect((await office.run('payments', content)).rows).toMatchObject({
      read: 3,
      inserted: 3,
      updated: 0,
      unchanged: 0,
    });
    const before = await payments();
    const changes = await count('change');
    expect((await office.run('payments', content)).rows).toMatchObject({
      read: 3,
      inserted: 0,
      updated: 0,
      unchanged: 3,
    });
    expect(await payments()).toEqual(before);
    expect(await count('change')).toBe(changes);
  });

  it('corrected updates what differs, and the change feed names whom it touched', async () => {
    await office.run('payments', file(line(1), line(2), line(2, '2026-04')));
    await office.query('delete from change');
    const { rows } = await office.run(
      'payments',
      file(line(1), line(2, '2026-03', '7000'), line(2, '2026-04', '7000'), line(3)),
    );
    expect(rows).toMatchObject({ inserted: 1, updated: 2, unchanged: 1 });
    expect(
      await office.query(
        'select distinct fact, subject_kind as kind, count(distinct subject) as n from change group by 1, 2 order by kind',
      ),
    ).toEqual([
      { fact: 'payment', kind: 'INSTITUTION', n: '1' },
      { fact: 'payment', kind: 'PERSON', n: '2' },
    ]);
    expect(
      await office.query('select inserted, updated, unchanged, rejected from import_batch order by id'),
    ).toEqual([
      { inserted: 3, updated: 0, unchanged: 0, rejected: 0 },
      { inserted: 1, updated: 2, unchanged: 1, rejected: 0 },
    ]);
  });

  it('says nothing about columns it does not have', async () => {
    await office.run('payments', `${HEADER},来源文件,计薪方式\n${line(1)},文1,ANNUAL\n`);
    const { rows, columns } = await office.run('payments', file(line(1, '2026-03', '1')));
    expect(columns.defaulted).toEqual(['kind', 'basis', 'currency']);
    expect(rows).toMatchObject({ updated: 1 });
    expect(await office.query('select basis, source_document, gross_fen from payment')).toEqual([
      { basis: 'ANNUAL', source_document: '文1', gross_fen: '100' },
    ]);
  });
});

describe('rejected rows', () => {
  it('stay out, the good ones go in; corrected, the file of rejected rows goes in too', async () => {
    const wrong = `${identityNumber(3).slice(0, 17)}${identityNumber(3).endsWith('1') ? '2' : '1'},A1,2026-03,1`;
    const { rows, faults } = await office.run(
      'payments',
      file(line(1), line(2, '2026-13'), wrong, `${identityNumber(4)},A1`, ',A1,2026-03,x'),
    );
    expect(rows).toMatchObject({ read: 5, inserted: 1, rejected: 4 });
    expect(faults).toContainEqual({
      code: 'ROW_SHORT',
      property: '',
      count: 1,
      rows: [5],
      en: 'The line ends too early: 2 cells, the header has 4. Complete the line.',
      zh: '此行不完整：只有 2 格，表头有 4 列，请补全。',
    });
    expect(faults.map(({ code }) => code)).toEqual([
      'MONTH_INVALID',
      'IDENTITY_NUMBER_CHECK',
      'ROW_SHORT',
      'VALUE_MISSING',
      'MONEY_INVALID',
    ]);
    const rejected = office.rejected();
    expect(
      rejected.startsWith(
        `\ufeff${HEADER},import_row,import_column,import_value,import_code,import_reason,import_reason_zh\r\n`,
      ),
    ).toBe(true);
    const remarks = rejected
      .split('\r\n')
      .slice(1, 5)
      .map((text) => text.split(',A1').at(-1));
    expect(remarks[0]).toContain(
      ',3,month · 月份,2026-13,MONTH_INVALID,Not a month in the form YYYY-MM.,不是格式为 YYYY-MM 的有效月份。',
    );
    expect(remarks[1]).toContain(`,330702********${wrong.slice(14, 18)},IDENTITY_NUMBER_CHECK`);
    expect(remarks[1]).not.toContain(wrong.slice(0, 18));
    expect(remarks[3]).toContain(
      'identity number · 公民身份号码 | gross · 应发金额," | x",VALUE_MISSING | MONEY_INVALID',
    );

    const corrected = rejected
      .replace('2026-13', '2026-12')
      .replace(wrong.slice(0, 18), identityNumber(3))
      .split('\r\n')
      .slice(0, 3)
      .join('\r\n');
    expect((await office.run('payments', corrected)).rows).toMatchObject({
      read: 2,
      inserted: 2,
      rejected: 0,
    });
  });

  it('keep everything out under allOrNothing, and a dry run keeps nothing', async () => {
    const content = file(line(1), line(2, '2026-13'));
    expect(await office.run('payments', content, { allOrNothing: true })).toMatchObject({
      applied: false,
      rows: { inserted: 1, rejected: 1 },
    });
    expect(await office.run('payments', file(line(1)), { dryRun: true })).toMatchObject({
      applied: false,
      dryRun: true,
      rows: { inserted: 1 },
    });
    expect([await count('payment'), await count('change'), await count('import_batch')]).toEqual([0, 0, 0]);
  });

  it('that the table’s own rules would refuse are found before the database refuses the whole file', async () => {
    const spend = '机构代码,年度,编制类别,机构名称,人数,金额\nA1,2026,事业,甲,3,1\nA2,2026,事业,乙,-1,1\n';
    const { rows, faults } = await office.run('budget-headcounts', spend, {
      map: { columns: { headcount: '人数', amount: '金额' } },
    });
    expect(rows).toMatchObject({ inserted: 1, rejected: 1 });
    expect(faults).toMatchObject([{ code: 'ROW_BREAKS_RULE', property: 'headcount', count: 1 }]);
    expect(office.rejected()).toContain('budget_headcount_not_negative');
  });
});

describe('the same key twice in a file', () => {
  it('with equal values is one row', async () => {
    expect((await office.run('payments', file(line(1), line(2), line(1)))).rows).toMatchObject({
      combined: 1,
      inserted: 2,
      rejected: 0,
    });
  });
  it('with different values is reported, both rows', async () => {
    expect(
      (await office.run('payments', file(line(1), line(2), line(1, '2026-03', '1')))).rows,
    ).toMatchObject({ inserted: 1, rejected: 2 });
    expect(office.rejected().match(/ROW_REPEATED/g)).toHaveLength(2);
  });
  it('is added up where the mapping says so', async () => {
    const { rows } = await office.run('payments', file(line(1), line(1, '2026-03', '0.01')), {
      map: { columns: { gross: { from: '应发金额', aggregate: 'sum' } } },
    });
    expect(rows).toMatchObject({ combined: 1, inserted: 1 });
    expect(await payments()).toMatchObject([{ gross_fen: '600051' }]);
  });
  it('made of key columns is never merged, not even when equal: it may be two namesakes', async () => {
    const content =
      'name,title,机构代码,月份,金额\nLi Wei,clerk,A1,2026-03,1\nWang Min,clerk,A1,2026-03,1\nLI  WEI,Clerk,A1,2026-03,1\n';
    expect(await office.run('payments', content, { map: { person: ['name', 'title'] } })).toMatchObject({
      rows: { inserted: 1, rejected: 2 },
      faults: [{ code: 'PERSON_AMBIGUOUS', property: 'pid', count: 2 }],
    });
    expect(office.rejected()).toContain('Li Wei,clerk');
  });
});

describe('a crash in the middle', () => {
  it.each(['reading', 'checking', 'merging'] as const)('while %s leaves the old state', async (phase) => {
    await office.run('payments', file(line(1, '2026-01', '1')));
    const victim = new pg.Client({ connectionString: office.appUrl });
    await victim.connect();
    const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
    // The import cannot write before it dies.
    await office.query('begin; lock table payment in exclusive mode');
    let killed = false;
    const everybody = file(...Array.from({ length: 900 }, (_, person) => line(person, '2026-01', '2')));
    const crashing = office.run('payments', everybody, {
      client: victim,
      onProgress: (progress) => {
        if (progress.phase === phase && !killed)
          void office.query(`select pg_terminate_backend(${rows[0]?.pid})`);
        killed ||= progress.phase === phase;
      },
    });
    await expect(crashing).rejects.toBeDefined();
    await victim.end().catch(() => undefined);
    await office.query('rollback');
    expect((await payments()).map(({ gross_fen }) => gross_fen)).toEqual(['100']);
    expect((await office.run('payments', everybody)).rows).toMatchObject({ inserted: 899, updated: 1 });
  });
});

describe('bad files', () => {
  it('of 200 MB in one line are refused, in little memory', async () => {
    const huge = path.join(office.directory, 'huge.csv');
    const stream = createWriteStream(huge);
    stream.write(`${HEADER}\n`);
    for (let megabyte = 0; megabyte < 200; megabyte += 1)
      if (!stream.write('x'.repeat(1_000_000))) await once(stream, 'drain');
    await new Promise<void>((resolve) => stream.end(() => resolve()));
    const before = process.memoryUsage().rss;
    await expect(office.run('payments', { path: huge })).rejects.toMatchObject({
      code: 'FILE_RECORD_TOO_LONG',
      details: { row: 2 },
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('with a wrong header name what is missing and import nothing', async () => {
    await expect(office.run('payments', '姓名,单位\n张三,甲\n')).rejects.toMatchObject({
      code: 'COLUMN_MISSING',
      details: {
        missing:
          'identity number · 公民身份号码; institution code · 机构代码; month · 月份; gross · 应发金额',
        found: '姓名, 单位',
      },
    });
  });

  it('broken far behind the start import nothing', async () => {
    const lines = Array.from({ length: 20_000 }, (_, number) =>
      line(number % 900, `20${10 + Math.floor(number / 900)}-01`),
    );
    await expect(office.run('payments', file(...lines, '"never closed'))).rejects.toMatchObject({
      code: 'FILE_QUOTE_OPEN',
      details: { row: 20_002 },
    });
    expect(await count('payment')).toBe(0);
    expect((await office.run('payments', file(line(1)))).rows).toMatchObject({ inserted: 1 });
  });

  it('may not be where the rejected rows go', async () => {
    const rejected = path.join(office.directory, 'rejected.csv');
    writeFileSync(rejected, file(line(1)));
    await expect(office.run('payments', file(line(1)), { name: 'rejected.csv' })).rejects.toMatchObject({
      code: 'REJECTED_FILE_IS_SOURCE',
    });
  });
});

it('takes a workbook named csv, its day numbers as months, and short rows', async () => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('封面').addRow(['工资表']);
  const sheet = book.addWorksheet('三月');
  sheet.addRow([...HEADER.split(','), '备注']);
  sheet.addRow([identityNumber(1), 'A1', new Date(Date.UTC(2026, 2, 1)), 6000.1]);
  sheet.addRow([identityNumber(2), 'A1', 46082, '６０００．１０', 'x']);
  const report = await office.run('payments', Buffer.from(await book.xlsx.writeBuffer()), { sheet: '三月' });
  expect(report).toMatchObject({
    format: { kind: 'xlsx', sheet: '三月' },
    rows: { inserted: 2, rejected: 0 },
    columns: { ignored: ['备注'] },
  });
  expect((await payments()).map(({ month, gross_fen }) => [month, gross_fen])).toEqual([
    ['2026-03', '600010'],
    ['2026-03', '600010'],
  ]);
});

it('shows the first rows as they are understood, and what becomes of them', async () => {
  await office.run('payments', file(line(1), line(2)));
  const { preview } = await office.run('payments', file(line(1), line(2, '2026-03', '1'), line(3), line(3)), {
    dryRun: true,
  });
  expect(preview.map(({ row, outcome }) => [row, outcome])).toEqual([
    [2, 'unchanged'],
    [3, 'update'],
    [4, 'insert'],
    [5, 'combined'],
  ]);
  expect(preview[0]?.values).toMatchObject({ month: '2026-03', gross: '6000.50', institutionCode: 'A1' });
});

it('shows the first rows of the file also when they are refused, and why', async () => {
  const { preview } = await office.run(
    'payments',
    file(line(1, '2026-13'), `${identityNumber(2)},A1`, line(3), line(3, '2026-03', '1'), line(4), line(5)),
  );
  expect(preview.map(({ row, outcome, codes }) => [row, outcome, codes])).toEqual([
    [2, 'rejected', ['MONTH_INVALID']],
    [3, 'rejected', ['ROW_SHORT']],
    [4, 'rejected', ['ROW_REPEATED']],
    [5, 'rejected', ['ROW_REPEATED']],
    [6, 'insert', []],
  ]);
  expect(preview[0]?.values).toMatchObject({ month: null, gross: '6000.50' });
  expect(preview[1]?.values).toMatchObject({ month: null, gross: null });
  const names = 'identity number · 公民身份号码, month · 月份, institution code · 机构代码, kind · 发放类别';
  expect(office.rejected()).toContain(`have the same ${names} and differ`);
});

import fc from 'fast-check';
import { establishment } from '../../../subgraphs/establishment/main.ts';
import { openImporter, type Importer } from '../../support/import-run.ts';

let office: Importer;
beforeAll(async () => {
  office = await openImporter(establishment);
});
afterEach(() => office.query('delete from off_quota_control; delete from institution; delete from change'));
afterAll(() => office.close());

const HEADER = '机构代码,编外用工控制数,生效日期,失效日期';
const controls = (...lines: readonly string[]) => [HEADER, ...lines].join('\n');
const periods = async () =>
  (
    await office.query(
      'select institution_code as i, number as n, valid_from::text as f, valid_to::text as t from off_quota_control order by i, f',
    )
  ).map(({ i, n, f, t }) => [i, n, f, t].join(' '));

describe('periods that succeed each other', () => {
  it('end where the next one begins, within a file and across files', async () => {
    await office.run('off-quota-controls', controls('A,5,2024-01-01,', 'A,3,2026-01-01,', 'B,9,2024-01-01,'));
    expect(await periods()).toEqual(['A 5 2024-01-01 2026-01-01', 'A 3 2026-01-01 ', 'B 9 2024-01-01 ']);
    const later = await office.run('off-quota-controls', controls('B,8,2025-01-01,'));
    expect(later.rows).toMatchObject({ inserted: 1, updated: 0, ended: 1 });
    const older = await office.run('off-quota-controls', controls('A,4,2025-01-01,'));
    expect(older.rows).toMatchObject({ inserted: 1, ended: 1 });
    expect(await periods()).toEqual([
      'A 5 2024-01-01 2025-01-01',
      'A 4 2025-01-01 2026-01-01',
      'A 3 2026-01-01 ',
      'B 9 2024-01-01 2025-01-01',
      'B 8 2025-01-01 ',
    ]);
  });

  it('stay as they are when the same file comes again, and a stated end stays', async () => {
    const content = controls(
      'A,5,2024-01-01,',
      'A,3,2026-01-01,',
      'B,1,2020-01-01,2021-01-01',
      'B,2,2022-01-01,',
    );
    await office.run('off-quota-controls', content);
    expect((await office.run('off-quota-controls', content)).rows).toMatchObject({
      inserted: 0,
      updated: 0,
      ended: 0,
      unchanged: 4,
    });
    expect(await periods()).toContain('B 1 2020-01-01 2021-01-01');
  });

  it('leave a line in the change feed for what they ended', async () => {
    await office.run('off-quota-controls', controls('A,5,2024-01-01,'));
    await office.query('delete from change');
    await office.run('off-quota-controls', controls('A,5,2025-01-01,'));
    expect(await office.query('select distinct fact, subject from change')).toEqual([
      { fact: 'off_quota_control', subject: 'A' },
    ]);
  });

  it('come out the same in whatever order and portions they come in', async () => {
    const row = fc.record({
      code: fc.constantFrom('A', 'B'),
      year: fc.integer({ min: 2000, max: 2009 }),
      length: fc.option(fc.integer({ min: 1, max: 4 })),
    });
    const rows = fc.uniqueArray(row, {
      selector: ({ code, year }) => `${code}${year}`,
      minLength: 2,
      maxLength: 8,
    });
    const shuffled = rows.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.integer({ min: 1, max: all.length }),
      ),
    );
    const text = ({ code, year, length }: { code: string; year: number; length: number | null }) =>
      `${code},1,${year}-01-01,${length === null ? '' : `${year + length}-01-01`}`;
    await fc.assert(
      fc.asyncProperty(shuffled, async ([all, other, cut]) => {
        await office.query('delete from off_quota_control');
        await office.run('off-quota-controls', controls(...all.map(text)));
        const together = await periods();
        await office.query('delete from off_quota_control');
        for (const portion of [other.slice(0, cut), other.slice(cut)])
          await office.run('off-quota-controls', controls(...portion.map(text)));
        expect(await periods()).toEqual(together);
      }),
      { numRuns: 15 },
    );
  });

  it('that end before they begin are refused', async () => {
    const { rows } = await office.run(
      'off-quota-controls',
      controls('A,5,2024-01-01,2023-01-01', 'B,5,2024-01-01,'),
    );
    expect(rows).toMatchObject({ inserted: 1, rejected: 1 });
  });
});

describe('institutions', () => {
  const institutions = (...lines: readonly string[]) =>
    ['机构代码,机构名称,上级机构代码,生效日期', ...lines].join('\n');
  it('whose parents form a circle are refused, also a circle through the register', async () => {
    const first = await office.run(
      'institutions',
      institutions(
        'A,甲,,2020-01-01',
        'B,乙,C,2020-01-01',
        'C,丙,B,2020-01-01',
        'D,丁,A,2020-01-01',
        'E,戊,E,2020-01-01',
      ),
    );
    expect(first).toMatchObject({ rows: { inserted: 2, rejected: 3 } });
    expect(first.faults).toContainEqual(
      expect.objectContaining({ code: 'PARENT_CIRCLE', property: 'parentCode', count: 2 }),
    );
    const second = await office.run('institutions', institutions('A,甲,D,2021-01-01'));
    expect(second).toMatchObject({ rows: { inserted: 0, rejected: 1 } });
  });
  it('with an odd credit code are taken with a warning', async () => {
    const { rows, warnings } = await office.run(
      'institutions',
      institutions('91350100M000100Y44,甲,,2020-01-01'),
    );
    expect(rows).toMatchObject({ inserted: 1 });
    expect(warnings).toMatchObject([{ code: 'CREDIT_CODE_CHECK', property: 'code', count: 1, rows: [2] }]);
  });
  it('below one that nobody knows are taken with a warning; neither the file nor the register had it', async () => {
    await office.run('institutions', institutions('A,甲,,2020-01-01'));
    const { rows, warnings, faults } = await office.run(
      'institutions',
      institutions(
        'B,乙,A,2020-01-01',
        'C,丙,B,2020-01-01',
        ...Array.from({ length: 7 }, (_, number) => `D${number},丁,X${number},2020-01-01`),
      ),
    );
    expect(rows).toMatchObject({ inserted: 9, rejected: 0 });
    expect(faults).toEqual([]);
    expect(warnings).toEqual([
      {
        code: 'PARENT_UNKNOWN',
        property: 'parentCode',
        count: 7,
        rows: [4, 5, 6, 7, 8],
        en: expect.stringContaining('The institution above, X0, is neither'),
        zh: expect.stringContaining('上级机构 X0 '),
      },
    ]);
  });
});

describe('rows of one key column', () => {
  it('are added up by title and measure and never across measures', async () => {
    const positions =
      'DEPARTMENT,TITLE,UNIT,NUMBER,CONTROL\n1,Clerk,Annual,2,1\n1,CLERK ,Annual,16.0,1\n1,Clerk,Hourly,2080,1\n1,Clerk,Hourly,99,0\n2,Asst Clerk,Monthly,"1,2",1\n';
    const { rows } = await office.run('quotas', positions.replace('"1,2"', '12'), {
      map: {
        rows: [{ column: 'CONTROL', in: ['1'] }],
        columns: {
          institutionCode: { from: 'DEPARTMENT', prefix: 'X-' },
          category: { constant: '未分类' },
          title: { from: 'TITLE', case: 'upper', words: { ASST: 'ASSISTANT' } },
          measure: { from: 'UNIT', values: { Annual: 'POST', Hourly: 'HOUR', Monthly: 'MONTH' } },
          number: { from: 'NUMBER', aggregate: 'sum' },
          validFrom: { constant: '2016-01-01' },
        },
      },
    });
    expect(rows).toMatchObject({ read: 5, filtered: 1, combined: 1, inserted: 3, rejected: 0 });
    expect(
      await office.query('select institution_code as i, title, measure, number from quota order by 1, 3'),
    ).toEqual([
      { i: 'X-1', title: 'CLERK', measure: 'HOUR', number: '2080.00' },
      { i: 'X-1', title: 'CLERK', measure: 'POST', number: '18.00' },
      { i: 'X-2', title: 'ASSISTANT CLERK', measure: 'MONTH', number: '12.00' },
    ]);
  });

  it('are told of once, also where key and attributes both speak of namesakes', async () => {
    const seats =
      '机构代码,编制类别,姓名,性别,生效日期\nA,行政,李伟,男,2024-01-01\nA,行政,李伟,女,2024-01-01\n';
    expect((await office.run('seats', seats, { map: { person: ['姓名'] } })).faults).toMatchObject([
      { code: 'PERSON_AMBIGUOUS', property: 'pid', count: 2, rows: [2, 3] },
    ]);
  });

  it('of one person whose own attributes differ are two namesakes', async () => {
    const seats =
      '机构代码,编制类别,姓名,性别,出生日期,生效日期\nA,行政,李伟,男,1990-01-01,2024-01-01\nB,行政,李伟,男,1971-05-05,2025-01-01\nA,行政,王敏,女,1980-01-01,2024-01-01\nC,行政,王敏,女,1980-01-01,2025-01-01\n';
    expect(await office.run('seats', seats, { map: { person: ['姓名'] } })).toMatchObject({
      rows: { inserted: 2, rejected: 2 },
      faults: [{ code: 'PERSON_AMBIGUOUS', property: 'pid', count: 2 }],
    });
    expect(office.rejected().match(/李伟/g)).toHaveLength(2);
  });
});

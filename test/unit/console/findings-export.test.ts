// The file that the console writes of findings: all of them or none, and nothing in it that a spreadsheet would run.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { buildSchema, parse as parseQuestion, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { csvLine } from '../../../schema/csv.ts';
import type { AskDesk, Failure, Outcome } from '../../../gateway/web/console/page/desk/ask.ts';
import { readAll } from '../../../gateway/web/console/page/desk/findings/export/read-all.ts';
import { findingsCsv } from '../../../gateway/web/console/page/desk/findings/export/table.ts';
import { variablesOf } from '../../../gateway/web/console/page/desk/findings/findings.ts';
import type { Finding } from '../../../gateway/web/console/page/desk/findings/findings.ts';

const WANTED = {
  ruleId: 'R12',
  state: '',
  severity: 'RED',
  institutionCode: '',
  subject: '',
  undecidedBy: '',
};

const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  id,
  ruleId: 'R12',
  ruleVersion: 2,
  subject: 'ab12',
  period: '2026-09',
  severity: 'RED',
  amount: '5321.40',
  state: 'REFUTED',
  present: true,
  sentenceEn: 'Died on 2026-08-01, "paid" since.',
  sentenceZh: '2026-08-01 死亡，\n仍发放工资',
  institution: { code: '11330100MB000001XA', name: '区农业农村局' },
  unknownOwners: null,
  firstSeen: '2026-10-01T00:00:00Z',
  lastSeen: '2026-10-31T04:05:06.789Z',
  asOf: '2026-10-31',
  verdictBy: 'section-clerk',
  verdictReason: '=HYPERLINK("x")',
  version: 3,
  ...more,
});

const rule = (version: number, en: string) => ({
  version,
  text: `query A @rule(id: "R12", en: "${en}", zh: "死亡后领薪", severity: RED, articles: ["公务员法 (2018) art. 8, 19", "某条例 (2019)"]) { a }`,
});

const RULES = [{ id: 'R12', versions: [rule(1, 'Old name'), rule(2, 'Paid after death')] }];

const GAP: Failure = {
  code: 'SHARING_REFUSED',
  en: 'not shared',
  zh: '不予共享',
  gap: { owner: 'establishment', coordinate: 'Institution.name', code: 'SHARING_REFUSED', reason: null },
};
const DOWN: Failure = { code: 'OWNER_UNAVAILABLE', en: 'no answer', zh: '未应答' };

interface Stored {
  readonly nodes: readonly Finding[];
  readonly total?: number;
  readonly failures?: readonly Failure[];
  /** Nothing comes back. */
  readonly isMissing?: boolean;
}

/** A graph with the pages, and the variables that it was asked with; the questions must fit the schema. */
const graphOf = (pages: readonly Stored[], failuresOfRules: readonly Failure[] = []) => {
  const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
  const asked: unknown[] = [];
  const all = pages.flatMap(({ nodes }) => nodes).length;
  const answer = (after: unknown): Outcome<unknown> => {
    const index = Number(after ?? 0);
    const { nodes, total = all, failures = [], isMissing = false } = pages[index]!;
    const pageInfo = { hasNextPage: index + 1 < pages.length, endCursor: String(index + 1) };
    return { data: { findings: isMissing ? null : { totalCount: total, pageInfo, nodes } }, failures };
  };
  const ask = (async (query: string, variables?: Readonly<Record<string, unknown>>) => {
    expect(validate(schema, parseQuestion(query))).toEqual([]);
    if (variables === undefined) return { data: { standingRules: RULES }, failures: failuresOfRules };
    asked.push(variables);
    return answer(variables['after']);
  }) as AskDesk;
  return { ask, asked };
};

const [A, B, C] = [finding('1'), finding('2'), finding('3')];
const read = async (
  pages: readonly Stored[],
  failuresOfRules?: readonly Failure[],
  isWanted = () => true,
) => {
  const { ask, asked } = graphOf(pages, failuresOfRules);
  const told: string[] = [];
  const tell = (done: number, total: number) => told.push(`${done}/${total}`);
  return { asked, told, reading: await readAll(ask, WANTED, tell, isWanted) };
};

describe('reading all findings', () => {
  it('asks for page after page of what is wanted, and says how far it is', async () => {
    const { asked, told, reading } = await read([{ nodes: [A, B] }, { nodes: [C] }]);
    expect(reading).toMatchObject({ kind: 'whole', found: [A, B, C], rules: RULES, failures: [] });
    expect(told).toEqual(['2/3', '3/3']);
    expect(asked).toEqual([variablesOf(WANTED, null, 200), variablesOf(WANTED, '1', 200)]);
  });

  it('is whole where owners do not share a part, which is said once', async () => {
    const failures = [GAP];
    const { reading } = await read([
      { nodes: [A], failures },
      { nodes: [B], failures },
    ]);
    expect(reading).toMatchObject({ kind: 'whole', found: [A, B], failures: [GAP] });
  });

  it.each<[string, Stored, readonly Failure[]]>([
    ['does not come back', { nodes: [], isMissing: true, failures: [DOWN] }, [DOWN]],
    ['is not shared', { nodes: [], isMissing: true, failures: [GAP] }, [GAP]],
    ['comes back in part', { nodes: [B], failures: [GAP, DOWN] }, [GAP, DOWN]],
  ])('is not whole where a page %s, and asks for no more', async (_, page, failures) => {
    const { asked, reading } = await read([{ nodes: [A], total: 3 }, page, { nodes: [C] }]);
    expect(reading).toMatchObject({ kind: 'failed', found: [A], total: 3, failures });
    expect(asked).toHaveLength(2);
  });

  it('is not whole without the rules', async () => {
    const { asked, reading } = await read([{ nodes: [A] }], [DOWN]);
    expect(reading).toMatchObject({ kind: 'failed', failures: [DOWN] });
    expect(asked).toEqual([]);
  });

  it.each<[string, readonly Stored[]]>([
    [
      'one comes',
      [
        { nodes: [A], total: 2 },
        { nodes: [C], total: 3 },
      ],
    ],
    [
      'one goes',
      [
        { nodes: [A, B], total: 3 },
        { nodes: [C], total: 2 },
      ],
    ],
    ['one is read twice and another never', [{ nodes: [A, B] }, { nodes: [B] }]],
  ])('is not whole where %s meanwhile', async (_, pages) => {
    expect((await read(pages)).reading.kind).toBe('changed');
  });

  it('stops when nobody waits for it', async () => {
    const { asked, reading } = await read([{ nodes: [A] }, { nodes: [B] }], [], () => false);
    expect(reading.kind).toBe('failed');
    expect(asked).toHaveLength(1);
  });
});

describe('the table', () => {
  const rowsOf = (text: string): string[][] => parse(text, { bom: true });
  const timeOf = (iso: string): string => new Date(iso).toLocaleString('sv');
  const firstSeen = timeOf('2026-10-01T00:00:00Z');
  const lastSeen = timeOf('2026-10-31T04:05:06.789Z');

  it('is in English, with a mark that says UTF-8', () => {
    const text = findingsCsv([finding('1')], RULES, 'en');
    expect(text).toMatch(/^\uFEFF"Rule","Name","Severity","State","Period","Subject","Institution code",/);
    expect(text.split('\r\n')).toHaveLength(3);
    const [names, cells] = rowsOf(text);
    expect(Object.fromEntries(names!.map((name, index) => [name, cells![index]]))).toEqual({
      Rule: 'R12',
      Name: 'Paid after death',
      Severity: 'red',
      State: 'refuted',
      Period: '2026-09',
      Subject: 'ab12',
      'Institution code': '11330100MB000001XA',
      Institution: '区农业农村局',
      'What it says': 'Died on 2026-08-01, "paid" since.',
      'Amount (yuan)': '5321.40',
      'First seen': firstSeen,
      'Last seen': lastSeen,
      'Rests on': '公务员法 (2018) art. 8, 19; 某条例 (2019)',
      'Reason of the verdict': '\'=HYPERLINK("x")',
    });
    expect(lastSeen).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:06$/);
  });

  it('is in Chinese', () => {
    expect(rowsOf(findingsCsv([finding('1')], RULES, 'zh'))).toEqual([
      '规则 规则名称 等级 状态 期间 对象 机构代码 机构名称 说明 涉及金额（元） 首次发现 最近发现 依据 核查理由'.split(
        ' ',
      ),
      [
        'R12',
        '死亡后领薪',
        '红色',
        '已排除',
        '2026-09',
        'ab12',
        '11330100MB000001XA',
        '区农业农村局',
        '2026-08-01 死亡，\n仍发放工资',
        '5321.40',
        firstSeen,
        lastSeen,
        '公务员法（2018）第8、19条；某条例（2019）',
        '\'=HYPERLINK("x")',
      ],
    ]);
  });

  it('has empty cells where something is not known', () => {
    const nothing = Object.fromEntries(Object.keys(A).map((name) => [name, null])) as unknown as Finding;
    expect(rowsOf(findingsCsv([nothing], [], 'en'))[1]).toEqual(Array.from({ length: 14 }, () => ''));
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '＋1', '－1', '＠1'])(
    'has no cell that a spreadsheet would run: %j',
    (cell) => {
      expect(csvLine([cell, 1, null])).toBe(`"'${cell}","1",""\r\n`);
    },
  );

  it('keeps every text as one cell that is no formula', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.stringMatching(/^[=+\-@\t\r\n "',;]{1,6}$/),
    );
    fc.assert(
      fc.property(text, (cell) => {
        const [[first, second, ...more] = []] = rowsOf(csvLine([cell, cell]));
        expect([cell, `'${cell}`]).toContain(first);
        expect(first).not.toMatch(/^\s*[=+\-@]|^[\t\r\n]/);
        expect([second, ...more]).toEqual([first]);
      }),
      { numRuns: 1000 },
    );
  });
});

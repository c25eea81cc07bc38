// Rules are written at the gateway: checked, tried on one subject, tested over the past, and looked at before they are kept.
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import type { Decision } from '../../../subgraphs/kit/sharing/guard.ts';
import { district } from '../../support/demo/district.ts';
import { ORACLES } from '../../support/oracle/index.ts';
import { guardedGraph, withGraph, type GuardedGraph } from '../../support/ruled-graph.ts';
import { openRuledDistrict, type RuledDistrict } from '../../support/rules.ts';
import { askerOf, viewerWith } from '../../support/sharing.ts';

let ruled: RuledDistrict;
let graph: GuardedGraph;
beforeAll(async () => {
  ruled = await openRuledDistrict(district(600, 3, '2026-10'));
  graph = guardedGraph(ruled, {});
}, 120_000);
afterAll(async () => {
  await graph.close();
  await ruled.close();
});

const textOf = (id: string): string => ruleFiles().find(({ file }) => file.startsWith(`${id}-`))!.text;

const CLERK = askerOf(viewerWith({ subject: 'clerk', department: 'establishment', roles: ['clerk'] }));
const INVESTIGATOR = askerOf(
  viewerWith({ subject: 'investigator', department: 'discipline', roles: ['investigator'] }),
);
const STRANGERS = [
  viewerWith({ department: 'finance', roles: ['clerk'] }),
  viewerWith({ department: 'finance', roles: ['investigator'] }),
  viewerWith({ department: 'establishment' }),
  viewerWith({ roles: ['unit-hr'], units: ['A'] }),
];

/** The answer of a field by itself, without errors. */
const asked = async <T>(text: string, variables: object, asker = CLERK, at = graph): Promise<T> => {
  const { data, errors } = await at.answer(text, variables, asker);
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0] as T;
};

const codesOf = async (text: string, variables: object, asker = CLERK): Promise<unknown[]> =>
  ((await graph.answer(text, variables, asker)).errors ?? []).map(({ extensions }) => extensions['code']);

const REFUSED: Decision = { kind: 'REFUSED', reason: 'PURPOSE_MISSING' };

const CHECK = `query ($text: String!, $parameters: String) {
  checkRule(text: $text, parameters: $parameters) {
    rule {
      id en zh severity subject populations floor
      parameters { name type en zh source default value } reads { department coordinates }
    }
    faults { code line column en zh }
  }
}`;

interface Checked {
  readonly rule: Readonly<Record<string, unknown>> | null;
  readonly faults: readonly {
    readonly code: string;
    readonly line: number | null;
    readonly column: number | null;
    readonly en: string;
    readonly zh: string;
  }[];
}

const check = (text: string, parameters?: string): Promise<Checked> => asked(CHECK, { text, parameters });

describe('checking', () => {
  it('says what a rule is, what it reads, and what its parameters are', async () => {
    const { rule, faults } = await check(textOf('R12'));
    expect(faults).toEqual([]);
    expect(rule).toMatchObject({
      id: 'R12',
      zh: expect.stringMatching(/\p{Script=Han}/u),
      severity: 'RED',
      subject: 'PERSON',
      populations: ['personsOfHr'],
    });
    expect(rule?.['reads']).toContainEqual({
      department: 'finance',
      coordinates: expect.arrayContaining([expect.stringMatching(/^Person\./)]),
    });
  });

  it('takes every built-in rule as it is: none is larger than a question may be', async () => {
    for (const { file, text } of ruleFiles()) expect([file, (await check(text)).faults]).toEqual([file, []]);
  });

  it('shows defaults beside values that are given', async () => {
    const { rule } = await check(textOf('R09'), '{"organs": ["COURT"]}');
    expect(rule?.['parameters']).toEqual([
      expect.objectContaining({
        name: 'organs',
        type: '[InstitutionKind!]',
        default: expect.stringContaining('PARTY_ORGAN'),
        value: '["COURT"]',
      }),
    ]);
  });

  /** A rule with something in the place of something else, and where that stands. */
  const broken = (id: string, old: string, written: string) => {
    const text = textOf(id);
    const before = text.slice(0, text.indexOf(old)).split('\n');
    expect(text).toContain(old);
    return {
      text: text.replace(old, written),
      line: before.length,
      column: before.at(-1)!.length + 1,
    };
  };

  it.each([
    ['GraphQL that is none', 'R09', '$first: Int', '$first Int', 7],
    ['a field that the graph lacks', 'R09', 'presentAt(month', 'presentIn(month', 0],
    ['an expression in quotes', 'R09', 'size(wrongSeats)', 'sizes(wrongSeats)', 0],
    ['an expression in a block', 'R09', 's.institution.record != null', 's.institution.recorded != null', 14],
    [
      'an expression in a sentence',
      'R09',
      'wrongSeats.map(c, named(c))}不',
      'wrongOnes.map(c, named(c))}不',
      0,
    ],
    ['an expression of a variable', 'R11', 'monthOf(asOf)', 'monthsOf(asOf)', 0],
    [
      'a condition that is no yes or no',
      'R09',
      'size(elsewhere) > 0 || size(wrongSeats) > 0',
      'size(elsewhere)',
      0,
    ],
  ])('says where %s stands', async (_name, id, old, written, further) => {
    const { text, line, column } = broken(id, old, written);
    const { rule, faults } = await check(text);
    expect(rule).toBeNull();
    expect(faults).toEqual([
      {
        code: 'RULE_INVALID',
        line,
        column: column + further,
        en: expect.stringContaining(`(${line}:${column + further})`),
        zh: expect.stringMatching(/^规则( \S+ )?无法使用/),
      },
    ]);
  });

  it('names no rule where the text names none, and says nothing twice', async () => {
    const { text } = broken('R09', '$first: Int', '$first Int');
    expect((await check(text)).faults).toMatchObject([
      {
        en: expect.stringMatching(/^The rule cannot be used \(\d+:\d+\): Syntax Error/) as string,
        zh: expect.stringMatching(/^规则无法使用/) as string,
      },
    ]);
    const lacking = broken('R09', 's.institution.record != null', 's.institution.recorded != null');
    const { en } = (await check(lacking.text)).faults[0]!;
    expect(en).toMatch(/^Rule R09 cannot be used .*: No such key: recorded$/);
  });

  it.each([
    ['no JSON', '{', 'RULE_INVALID'],
    ['a list', '[]', 'RULE_INVALID'],
    ['a parameter that there is none of', '{"organ": []}', 'RULE_INVALID'],
    ['a value of another type', '{"organs": "HOSPITALS"}', 'RULE_INVALID'],
  ])('refuses parameters that are %s', async (_name, parameters, code) => {
    const { faults } = await check(textOf('R09'), parameters);
    expect(faults.map((fault) => [fault.code, fault.line])).toEqual([[code, null]]);
    expect(faults[0]?.zh).toMatch(/参数|查询语句有误/);
  });

  it.each([
    ['too long', `query { ${'a '.repeat(6000)} }`, 'QUERY_TOO_LONG'],
    ['too deep', `query { ${'a { '.repeat(40)} b ${'}'.repeat(40)} }`, 'QUERY_TOO_DEEP'],
    ['beyond the parser', '{'.repeat(1000), 'QUERY_TOO_DEEP'],
    [
      'too costly',
      textOf('R14').replace(
        /\bpid\b/,
        'pid seats { institution { staff(first: 1000) { nodes { person { pid } } } } }',
      ),
      'QUERY_TOO_COSTLY',
    ],
  ])('refuses what is %s, as a question', async (_name, text, code) => {
    expect((await check(text)).faults.map((fault) => fault.code)).toEqual([code]);
  });

  it('counts all texts of a request together', async () => {
    const text = `query { ${'a '.repeat(3000)} }`;
    const both = await graph.answer(
      `query ($text: String!) {
        one: checkRule(text: $text) { faults { code } }
        two: checkRule(text: $text) { faults { code } }
      }`,
      { text },
      CLERK,
    );
    expect(both.data).toEqual({
      one: { faults: [{ code: 'RULE_INVALID' }] },
      two: { faults: [{ code: 'QUERY_TOO_LONG' }] },
    });
  });
});

const TRY = `query ($text: String, $id: ID, $version: Int, $parameters: String, $subject: String!, $asOf: Date!) {
  tryRule(text: $text, id: $id, version: $version, parameters: $parameters, subject: $subject, asOf: $asOf) {
    rule subject isSubject decided failure unknownOwners
    hits { period severity amount institutionCode says { en zh } }
    steps { part cel depth value }
    gaps { owner coordinate code reason }
  }
}`;

const hitBy = async (id: string): Promise<string> => {
  const { sql, about } = ORACLES.find(({ rule }) => rule === id)!;
  return String((await ruled.merged.query(sql, [ruled.asOf]))[0]?.[about]);
};

describe('trying on one subject', () => {
  it('says what is found, and how it came to that', async () => {
    const subject = await hitBy('R12');
    const trial = await asked<Record<string, never[]>>(TRY, {
      text: textOf('R12'),
      subject,
      asOf: ruled.asOf,
    });
    expect(trial).toMatchObject({
      rule: 'R12',
      subject,
      isSubject: true,
      decided: true,
      failure: null,
      gaps: [],
    });
    expect(trial['hits']).toEqual([
      expect.objectContaining({
        severity: 'RED',
        amount: expect.stringMatching(/^\d+(\.\d+)?$/),
        says: { en: expect.any(String), zh: expect.stringMatching(/\p{Script=Han}/u) },
      }),
    ]);
    expect(trial['steps']).toContainEqual(
      expect.objectContaining({ part: 'condition', depth: 0, value: 'true' }),
    );
  });

  it('finds nothing about whom the rule is not about', async () => {
    const trial = await asked(TRY, { text: textOf('R12'), subject: 'f'.repeat(32), asOf: ruled.asOf });
    expect(trial).toMatchObject({ isSubject: false, decided: false, hits: [], steps: [], unknownOwners: [] });
  });

  it.each([
    ['R12', 'nosuch', /key of a person.*32 hexadecimal/, /人员标识/],
    ['R01', ' ', /code of an institution/, /机构代码/],
  ])('says that %s is not tried on “%s”, before an owner is asked', async (id, subject, en, zh) => {
    const { errors } = await graph.answer(TRY, { text: textOf(id), subject, asOf: ruled.asOf }, CLERK);
    expect(errors?.map(({ message, extensions }) => [extensions['code'], message, extensions['zh']])).toEqual(
      [['RULE_SUBJECT_INVALID', expect.stringMatching(en), expect.stringMatching(zh)]],
    );
  });

  it('shows the refusals of owners, and decides nothing without them', () =>
    withGraph(
      guardedGraph(ruled, { finance: { 'Person.payByInstitution': REFUSED, 'Person.payments': REFUSED } }),
      async (at) => {
        const subject = await hitBy('R12');
        const variables = { text: textOf('R12'), subject, asOf: ruled.asOf };
        expect(await asked(TRY, variables, INVESTIGATOR, at)).toMatchObject({
          isSubject: true,
          decided: false,
          hits: [],
          steps: [],
          unknownOwners: ['finance'],
          gaps: [{ owner: 'finance', code: 'SHARING_REFUSED', reason: 'PURPOSE_MISSING' }],
        });
      },
    ));

  it('does not know whether it is about somebody where the population is refused', () =>
    withGraph(guardedGraph(ruled, { hr: { 'Query.personsOfHr': REFUSED } }), async (at) => {
      const variables = { text: textOf('R12'), subject: await hitBy('R12'), asOf: ruled.asOf };
      expect(await asked(TRY, variables, CLERK, at)).toMatchObject({
        isSubject: null,
        decided: false,
        unknownOwners: ['hr'],
      });
    }));

  it('shows the step that cannot be worked out', async () => {
    const unsafe = textOf('R09').replace(
      'condition: "size(elsewhere) > 0 || size(wrongSeats) > 0"',
      'condition: "person.seats[99].category == \\"A\\""',
    );
    const [seat] = await ruled.merged.query(
      `select pid from establishment.seat where valid_to is null and valid_from <= $1::date limit 1`,
      [ruled.asOf],
    );
    const trial = await asked<Record<string, { value: string }[]>>(TRY, {
      text: unsafe,
      subject: String(seat?.['pid']),
      asOf: ruled.asOf,
    });
    expect(trial).toMatchObject({ isSubject: true, decided: false, failure: expect.any(String), hits: [] });
    expect(trial['steps']?.some(({ value }) => value.startsWith('!'))).toBe(true);
  });

  it.each([
    ['an id that the ledger lacks', { id: 'R999' }, 'RULE_UNKNOWN'],
    ['nothing', {}, 'RULE_UNKNOWN'],
    ['what is no rule', { text: 'query { a }' }, 'RULE_INVALID'],
  ])('refuses %s', async (_name, said, code) => {
    expect(await codesOf(TRY, { subject: 'A', asOf: ruled.asOf, ...said })).toEqual([code]);
  });

  it.each(STRANGERS)('is not for %j', async (viewer) => {
    const variables = { text: textOf('R12'), subject: 'f'.repeat(32), asOf: ruled.asOf };
    expect(await codesOf(TRY, variables, askerOf(viewer))).toEqual(['FORBIDDEN']);
  });
});

const TEST = `query ($text: String, $id: ID, $parameters: String, $from: Month!, $to: Month!, $sample: Float! = 1) {
  backTestRule(text: $text, id: $id, parameters: $parameters, from: $from, to: $to, sample: $sample) {
    rule sample months { asOf subjects hits fresh amount unknown missing } untested
    units { unit name hits amount } overlaps { rule hits unknown share } cost { requests subjects seconds cpuMilliseconds }
    precision { ledger { confirmed refuted ratio } hits { confirmed refuted ratio } }
    gaps { owner coordinate code reason }
  }
}`;

const PERIOD = { from: '2026-09', to: '2026-10' };

describe('testing over the past', () => {
  it('finds what plain SQL finds at the end of each month', async () => {
    const tested = await asked<Record<string, { asOf: string; hits: number }[]>>(TEST, {
      text: textOf('R24'),
      ...PERIOD,
    });
    const { sql, about } = ORACLES.find(({ rule }) => rule === 'R24')!;
    for (const { asOf, hits } of tested['months'] ?? []) {
      const expected = new Set((await ruled.merged.query(sql, [asOf])).map((row) => row[about]));
      expect([asOf, hits]).toEqual([asOf, expected.size]);
    }
    expect(tested).toMatchObject({ rule: 'R24', sample: 1, untested: [], gaps: [] });
    expect(tested['months']?.map(({ asOf }) => asOf)).toEqual(['2026-09-30', ruled.asOf]);
    expect(tested['overlaps']?.length).toBeGreaterThan(10);
  });

  it('shows the refusals of owners beside what is unknown without them', () =>
    withGraph(
      guardedGraph(ruled, {
        hr: { 'Person.death': REFUSED },
        establishment: { 'Query.findings': REFUSED },
      }),
      async (at) => {
        const tested = await asked<Record<string, { hits: number; unknown: number }[]>>(
          TEST,
          { text: textOf('R12'), ...PERIOD },
          INVESTIGATOR,
          at,
        );
        for (const { hits, unknown } of tested['months'] ?? []) {
          expect(hits).toBe(0);
          expect(unknown).toBeGreaterThan(0);
        }
        expect(tested['precision']).toEqual({ ledger: null, hits: null });
        expect(tested['gaps']).toContainEqual({
          owner: 'hr',
          coordinate: 'Person.death',
          code: 'SHARING_REFUSED',
          reason: 'PURPOSE_MISSING',
        });
        expect(tested['gaps']).toContainEqual(expect.objectContaining({ coordinate: 'Query.findings' }));
      },
    ));

  it('tests one rule of a viewer at a time', async () => {
    const variables = { text: textOf('R24'), ...PERIOD };
    const both = await Promise.all([codesOf(TEST, variables), codesOf(TEST, variables)]);
    expect(both.toSorted((a, b) => a.length - b.length)).toEqual([[], ['BACK_TEST_UNDER_WAY']]);
    expect(await codesOf(TEST, variables)).toEqual([]);
  });

  it.each([
    ['months ahead', { to: '2027-01' }, 'BACK_TEST_MONTHS_INVALID'],
    ['no sample', { sample: 0 }, 'VALUE_INVALID'],
  ])('refuses %s', async (_name, said, code) => {
    expect(await codesOf(TEST, { text: textOf('R24'), ...PERIOD, ...said })).toEqual([code]);
  });

  it('says that an expression cannot be worked out', async () => {
    const text = textOf('R09').replace(
      'condition: "size(elsewhere) > 0 || size(wrongSeats) > 0"',
      'condition: "person.seats[99].category == \\"A\\""',
    );
    expect(await codesOf(TEST, { text, ...PERIOD })).toEqual(['RULE_FAILED']);
  });

  it('says that an expression goes on for too long', async () => {
    const text = textOf('R09').replace(
      'condition: "size(elsewhere) > 0 || size(wrongSeats) > 0"',
      'condition: "monthsOf(\\"1930-01\\", asOf).exists(a, monthsOf(a, asOf).exists(b, a > b))"',
    );
    expect(await codesOf(TEST, { text, ...PERIOD })).toEqual(['RULE_TOO_MUCH_WORK']);
  });

  it.each(STRANGERS)('is not for %j', async (viewer) => {
    expect(await codesOf(TEST, { text: textOf('R24'), ...PERIOD }, askerOf(viewer))).toEqual(['FORBIDDEN']);
  });
});

const SAVE = `mutation ($input: RuleInput!) {
  saved: saveRule(input: $input) { ruleId version parameters }
}`;

const versions = async (id: string): Promise<number> =>
  Number(
    (
      await ruled.merged.query(
        'select count(*) as count from establishment.rule_version where rule_id = $1',
        [id],
      )
    )[0]?.['count'],
  );

describe('keeping', () => {
  it.each([
    ['a text that is no rule', { text: 'query { a }' }],
    ['a text of another rule', { text: textOf('R13') }],
    ['parameters that the rule has not', { parameters: '{"none": 1}' }],
    ['parameters that are no JSON', { parameters: '{' }],
  ])('hands nobody %s', async (_name, said) => {
    const input = { id: 'R12', text: textOf('R12'), ...said };
    await expect(graph.answer(SAVE, { input }, CLERK)).rejects.toMatchObject({ code: 'RULE_INVALID' });
    expect(await versions('R12')).toBe(0);
  });

  it('looks at commands in fragments and under other names, and carries out none of the request', async () => {
    const text = `mutation ($good: RuleInput!, $bad: RuleInput!) {
      first: saveRule(input: $good) { version }
      ... on Mutation { ...Second }
    }
    fragment Second on Mutation { second: saveRule(input: $bad) { version } }`;
    const good = { id: 'R12', text: textOf('R12') };
    const variables = { good, bad: { ...good, text: 'query { a }' } };
    await expect(graph.answer(text, variables, CLERK)).rejects.toMatchObject({ code: 'RULE_INVALID' });
    expect(await versions('R12')).toBe(0);
  });

  it('keeps a rule, a version for other parameters, and tries what is kept by its id', async () => {
    const text = textOf('R09');
    const save = (parameters?: string) =>
      asked<{ version: number }>(SAVE, { input: { id: 'R09', text, parameters } });
    expect(await save()).toMatchObject({ ruleId: 'R09', version: 1, parameters: '{}' });
    expect(await save('{"organs": ["COURT"]}')).toMatchObject({
      version: 2,
      parameters: '{"organs":["COURT"]}',
    });
    const { steps } = await asked<{ steps: { part: string }[] }>(TRY, {
      id: 'R09',
      version: 1,
      subject: await hitBy('R09'),
      asOf: ruled.asOf,
    });
    expect(steps.map(({ part }) => part)).toContain('wrongSeats');
    expect(await codesOf(TRY, { id: 'R09', version: 3, subject: 'f'.repeat(32), asOf: ruled.asOf })).toEqual([
      'RULE_VERSION_UNKNOWN',
    ]);
  });
});

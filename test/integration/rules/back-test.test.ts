// Rules over the history against plain SQL as of the end of each month.
import { GraphQLError } from 'graphql';
import { backTest, type BackTest, type Period } from '../../../gateway/oversight/back-test/back-test.ts';
import { verdictsBy } from '../../../gateway/oversight/back-test/verdicts.ts';
import type { Ask } from '../../../gateway/oversight/judge/page.ts';
import type { Rule } from '../../../gateway/oversight/rule/compile.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { district } from '../../support/demo/district.ts';
import { ORACLES } from '../../support/oracle/index.ts';
import { openRuledDistrict, type RuledDistrict } from '../../support/rules.ts';

let ruled: RuledDistrict;
beforeAll(async () => {
  ruled = await openRuledDistrict(district(900, 3, '2026-10'));
}, 120_000);
afterAll(() => ruled.close());

const DAYS = ['2026-06-30', '2026-07-31', '2026-08-31', '2026-09-30', '2026-10-31'];

const textOf = (id: string): string => ruleFiles().find(({ file }) => file.startsWith(`${id}-`))!.text;
const builtin = (id: string): Rule => ruled.graph.compile(textOf(id));

const period = (said: Partial<Period> = {}): Period => ({
  from: '2026-06',
  to: '2026-10',
  today: '2026-12-15',
  share: 1,
  ...said,
});

/** A test that nothing ended early. */
interface WholeTest extends BackTest {
  readonly units: NonNullable<BackTest['units']>;
  readonly overlaps: NonNullable<BackTest['overlaps']>;
}

const isWhole = (tested: BackTest): tested is WholeTest =>
  tested.units !== null && tested.overlaps !== null && tested.untested.length === 0;

const test = async (
  rule: Rule,
  said: Partial<Period> = {},
  ask: Ask = ruled.graph.ask,
): Promise<WholeTest> => {
  const tested = await backTest(rule, period(said), {
    graph: { ask, compile: ruled.graph.compile },
    verdictsOf: verdictsBy(ruled.graph.request),
  });
  if (!isWhole(tested)) throw new Error('the test is not whole');
  return tested;
};

/** Whom a rule hits or warns about as of a day, in plain SQL. */
const expectedOn = async (id: string, day: string): Promise<string[]> => {
  const { sql, warning, about } = ORACLES.find(({ rule }) => rule === id)!;
  const found = await Promise.all([sql, warning ?? []].flat().map((one) => ruled.merged.query(one, [day])));
  return [...new Set(found.flat().map((row) => String(row[about])))].sort();
};

describe.each(['R12', 'R13', 'R14', 'R15', 'R24'])('%s over five months', (id) => {
  it('hits whom plain SQL hits at the end of each, and tells who is new', async () => {
    const { months, rule, sample } = await test(builtin(id));
    expect([rule, sample]).toEqual([id, 1]);
    expect(months.map(({ asOf }) => asOf)).toEqual(DAYS);
    const seen = new Set<string>();
    for (const [index, { asOf, hits, fresh, unknown, missing }] of months.entries()) {
      const expected = await expectedOn(id, asOf);
      expect([asOf, hits]).toEqual([asOf, expected.length]);
      expect(fresh).toBe(index === 0 ? null : expected.filter((key) => !seen.has(key)).length);
      expect([unknown, missing]).toEqual([0, []]);
      for (const key of expected) seen.add(key);
    }
  });

  it('overlaps with other rules as plain SQL does', async () => {
    const { overlaps } = await test(builtin(id), { from: '2026-10' });
    const mine = new Set(await expectedOn(id, '2026-10-31'));
    const others = ORACLES.filter(({ rule, about }) => about === 'pid' && rule !== id);
    expect(overlaps.map(({ rule }) => rule).sort()).toEqual(others.map(({ rule }) => rule).sort());
    for (const { rule, hits, share, unknown } of overlaps) {
      const both = (await expectedOn(rule, '2026-10-31')).filter((pid) => mine.has(pid));
      expect([rule, hits, share, unknown]).toEqual([rule, both.length, both.length / mine.size, 0]);
    }
  });
});

it('counts the money, and hits by the institution of the person where the rule names none', async () => {
  const { months, units } = await test(builtin('R12'), { from: '2026-10' });
  const [total] = await ruled.merged.query(
    `select sum(gross_fen)::text as fen from hr.death d join finance.payment p using (pid)
      where p.kind in ('REGULAR', 'BONUS') and p.month > to_char(d.died_on, 'YYYY-MM') and d.died_on <= '2026-10-31'`,
  );
  expect(String(months[0]?.amountFen)).toBe(total?.['fen']);
  expect(units.reduce((sum, { hits }) => sum + hits, 0)).toBe(months[0]?.hits);
  expect(units.reduce((sum, { amountFen }) => sum + amountFen, 0n)).toBe(months[0]?.amountFen);

  const seats = await ruled.merged.query(
    `select pid, min(institution_code) as unit from establishment.seat
      where valid_from <= '2026-10-31' and (valid_to is null or valid_to > '2026-10-31')
      group by pid having count(*) = 1`,
  );
  const unitOf = new Map(seats.map(({ pid, unit }) => [String(pid), String(unit)]));
  const late = await test(builtin('R24'), { from: '2026-10' });
  const expected = new Map<string, number>();
  for (const pid of await expectedOn('R24', '2026-10-31')) {
    const unit = unitOf.get(pid);
    if (unit !== undefined) expected.set(unit, (expected.get(unit) ?? 0) + 1);
  }
  expect(expected.size).toBeGreaterThan(0);
  const counted = new Map(late.units.map(({ unit, hits }) => [unit, hits]));
  for (const [unit, hits] of expected) expect(counted.get(unit)).toBeGreaterThanOrEqual(hits);
  const register = await ruled.merged.query(
    `select code, name from establishment.institution
      where valid_from <= '2026-10-31' and (valid_to is null or valid_to > '2026-10-31')`,
  );
  const names = new Map(register.map(({ code, name }) => [String(code), String(name)]));
  expect(late.units.map(({ unit, name }) => [unit, name])).toEqual(
    late.units.map(({ unit }) => [unit, names.get(unit ?? '') ?? null]),
  );
  expect(late.units.filter(({ name }) => name !== null).length).toBeGreaterThan(0);
});

it('runs a rule about institutions over all of them, sample or not', async () => {
  const { sample, months, units, overlaps } = await test(builtin('R01'), { share: 0.1 });
  expect(sample).toBe(1);
  const expected = await expectedOn('R01', '2026-10-31');
  expect(expected.length).toBeGreaterThan(0);
  expect(units.map(({ unit }) => unit).sort()).toEqual(expected);
  expect(months.at(-1)?.hits).toBeGreaterThanOrEqual(expected.length);
  expect(overlaps.map(({ rule }) => rule)).toContain('R19');
});

/** Sixteen ranges, of each of which the first part is taken. */
const isSampled = (pid: string, share: number): boolean => {
  const place = (BigInt(`0x${pid}`) * 16n) % (1n << 128n);
  return Number(place) / 2 ** 128 < share;
};

it.each([0.1, 0.5])('samples %f of the persons, and says so', async (share) => {
  const { sample, months, cost } = await test(builtin('R24'), { share });
  expect(sample).toBe(share);
  for (const { asOf, hits } of months) {
    const all = await expectedOn('R24', asOf);
    expect([asOf, hits]).toEqual([asOf, all.filter((pid) => isSampled(pid, share)).length]);
  }
  const whole = await test(builtin('R24'));
  expect(cost.subjects / whole.cost.subjects).toBeGreaterThan(share / 2);
  expect(cost.subjects / whole.cost.subjects).toBeLessThan(share * 2);
});

it('tells what it took', async () => {
  let asked = 0;
  const counted: Ask = (rule, variables) => {
    asked += rule.metadata.id === 'R14' ? 1 : 0;
    return ruled.graph.ask(rule, variables);
  };
  const { cost, months } = await test(builtin('R14'), {}, counted);
  expect(cost.requests).toBe(asked);
  expect(cost.subjects).toBe(months.reduce((sum, { subjects }) => sum + subjects, 0));
  expect(cost.subjects).toBeGreaterThan(0);
  expect(cost.seconds).toBeGreaterThan(0);
  expect(cost.cpuMilliseconds).toBeGreaterThan(0);
});

it('compares the month of today as of today', async () => {
  const { months } = await test(builtin('R24'), { from: '2026-09', today: '2026-10-12' });
  expect(months.map(({ asOf }) => asOf)).toEqual(['2026-09-30', '2026-10-12']);
  expect(months.at(-1)?.hits).toBe((await expectedOn('R24', '2026-10-12')).length);
});

describe('a test that has to end', () => {
  const endingAfter = (subjects: number): Promise<BackTest> =>
    backTest(builtin('R24'), period(), {
      graph: { ask: ruled.graph.ask, compile: ruled.graph.compile },
      verdictsOf: verdictsBy(ruled.graph.request),
      isOver: (decided) => decided > subjects,
    });

  it('has whole months only, and says which days are not tested', async () => {
    const { months: all } = await test(builtin('R24'));
    const [first, second] = all;
    const { months, untested, units, overlaps } = await endingAfter(
      (first?.subjects ?? 0) + (second?.subjects ?? 0) - 1,
    );
    expect(months).toEqual(all.slice(0, 2));
    expect(untested).toEqual(DAYS.slice(2));
    expect([units, overlaps]).toEqual([null, null]);
  });

  it('tells nothing where the first month is too much', async () => {
    expect(await endingAfter(-1)).toMatchObject({ months: [], untested: DAYS, units: null, overlaps: null });
  });
});

it.each([
  ['the later one first', { from: '2026-10', to: '2026-06' }],
  ['what is no month', { from: '2026-13' }],
  ['months ahead', { to: '2027-01' }],
  ['too many', { from: '2020-01' }],
])('refuses %s', async (_name, said) => {
  await expect(test(builtin('R12'), said)).rejects.toMatchObject({ code: 'BACK_TEST_MONTHS_INVALID' });
});

const failed = (owner: string, path?: readonly (string | number)[]): GraphQLError =>
  new GraphQLError('no answer', { path, extensions: { owner, code: 'SUBGRAPH_UNAVAILABLE' } });

describe('an owner that does not answer', () => {
  it('leaves a month without hits and says why', async () => {
    const { months } = await test(builtin('R14'), {}, async (rule, variables) =>
      variables['asOf'] === '2026-08-31'
        ? { data: null, errors: [failed('hr')] }
        : ruled.graph.ask(rule, variables),
    );
    expect(months.map(({ missing }) => missing)).toEqual([[], [], ['hr'], [], []]);
    expect(months[2]).toMatchObject({ subjects: 0, hits: 0 });
  });

  it('makes subjects unknown, neither hit nor missed, and takes nothing from the share of an overlap', async () => {
    const [pid] = await expectedOn('R12', '2026-10-31');
    const { months, overlaps } = await test(builtin('R24'), { from: '2026-10' }, async (rule, variables) => {
      const { data, errors = [] } = await ruled.graph.ask(rule, variables);
      const rows = (data?.['died'] ?? []) as readonly Readonly<Record<string, unknown>>[];
      const index = rows.findIndex((row) => row['pid'] === pid);
      if (index === -1) return { data: data ?? null, errors };
      const died = rows.map((row, at) => (at === index ? { ...row, death: null } : row));
      return { data: { ...data, died }, errors: [...errors, failed('hr', ['died', index, 'death'])] };
    });
    const late = await expectedOn('R24', '2026-10-31');
    expect(months[0]?.unknown).toBeGreaterThan(0);
    expect(months[0]?.hits).toBeLessThan(late.length);
    expect(overlaps.every(({ share }) => share !== null)).toBe(true);
  });
});

describe('precision', () => {
  const judge = async (id: string, subjects: readonly (readonly [string, string])[]): Promise<void> => {
    await ruled.merged.query(`insert into establishment.rule (id) values ($1)`, [id]);
    await ruled.merged.query(
      `insert into establishment.rule_version (rule_id, version, text, digest, origin, saved_by)
       values ($1, 1, 'text', repeat('0', 64), 'BUILTIN', 'test')`,
      [id],
    );
    for (const [subject, state] of subjects)
      await ruled.merged.query(
        `insert into establishment.finding (rule_id, rule_version, subject_kind, subject, severity, state, present,
           digest, as_of, verdict_by)
         values ($1, 1, 'PERSON', $2, 'RED', $3, true, 'd', '2026-06-30', 'somebody')`,
        [id, subject, state],
      );
  };

  it('is what people made of the findings: of the rule, and of what a draft of it hits', async () => {
    const late = await expectedOn('R24', '2026-10-31');
    const states = ['CONFIRMED', 'CONFIRMED', 'REFUTED'];
    const judged = late.slice(0, 3).map((pid, index) => [pid, states[index]!] as const);
    expect(judged).toHaveLength(3);
    await judge('R24', [...judged, ['f'.repeat(32), 'REFUTED']]);
    const { precision } = await test(builtin('R24'));
    expect(precision.ledger).toEqual({ confirmed: 2, refuted: 2, ratio: 0.5 });
    expect(precision.hits).toEqual({ confirmed: 2, refuted: 1, ratio: 2 / 3 });

    const nobody = ruled.graph.compile(
      textOf('R24').replace('size(late) > 0 || size(missing) > 0 || noExit != ""', 'size(late) > 1000'),
    );
    const draft = await test(nobody);
    expect(draft.months.map(({ hits }) => hits)).toEqual([0, 0, 0, 0, 0]);
    expect(draft.precision.hits).toEqual({ confirmed: 0, refuted: 0, ratio: null });
    expect(draft.precision.ledger).toEqual(precision.ledger);
  });

  it('is not known of a rule that the ledger does not know', async () => {
    const { precision } = await test(builtin('R12'), { from: '2026-10' });
    expect(precision).toEqual({ ledger: null, hits: { confirmed: 0, refuted: 0, ratio: null } });
  });
});

// What lies ahead of institutions against plain SQL over one database; what an owner does not tell is never a figure.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { assertTable, writeForecast } from '../../../gateway/cli/forecast/table.ts';
import { forecastText } from '../../../gateway/cli/forecast/text.ts';
import { compareAsRule } from '../../../gateway/oversight/compare/ask.ts';
import { forecastFor } from '../../../gateway/oversight/forecast/answer.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { Decision } from '../../../subgraphs/kit/sharing/guard.ts';
import { district } from '../../support/demo/district.ts';
import { DUE } from '../../support/oracle/leaving.ts';
import { holds } from '../../support/oracle/oracle.ts';
import { guardedGraph as guardedGraphOver, withGraph, type GuardedGraph } from '../../support/ruled-graph.ts';
import { openRuledDistrict, type RuledDistrict } from '../../support/rules.ts';

const MONTHS = 36;
const SHARE = 0.1;

let ruled: RuledDistrict;
beforeAll(async () => {
  ruled = await openRuledDistrict(district(600, 5, '2026-10'));
  await registerAhead();
}, 120_000);
afterAll(() => ruled.close());

type Row = Readonly<Record<string, unknown>>;
const sql = (text: string, ...values: unknown[]): Promise<Row[]> =>
  ruled.merged.query(text, [ruled.asOf, ...values]);

/** Retirements to come, with the employment: registered ones, else the statutory day. */
const COMING = `
  select * from (
    select e.institution_code, e.pid, e.kind, coalesce(r.effective_on, due.day) as day, r.pid is not null as registered,
           e.valid_to
      from hr.employment e left join hr.retirement r using (pid) left join (${DUE} select pid, min(day) as day from due group by pid) due using (pid)
     where ${holds('e', '$1::date')}
       and not exists (select from hr.death d where d.pid = e.pid and d.died_on <= $1::date)) c
   where day > $1::date and not coalesce(valid_to < day, false)
     and day < date_trunc('month', $1::date) + make_interval(months => ${MONTHS + 1})`;

/** The same with the day as text, in order. */
const COMING_ROWS = `select institution_code as unit, pid, kind, to_char(day, 'YYYY-MM-DD') as "dueOn", registered
  from (${COMING}) c order by institution_code, day, pid`;

/** Every seventh of the staff comes near the age: some before the day, others after the months. */
const AGE = `
  update hr.person p set born_on = ($1::date + n * 5 - make_interval(
      years => case when sex = 'MALE' then 60 when kind = 'SUPPORT_WORKER' then 50 else 55 end, months => 12))::date
    from (select pid, min(kind) as kind, row_number() over (order by pid)::int as n from hr.employment group by pid) e
   where e.pid = p.pid and n % 7 = 0`;

/** Some of those who reach the age have it registered, earlier or later; some leave the roster on another day, or are dead. */
const registerAhead = async (): Promise<void> => {
  await sql(AGE);
  const coming = await sql(COMING_ROWS);
  expect(coming.length).toBeGreaterThan(20);
  const [early, late, exits, ends, dead] = coming.map(({ pid }) => pid);
  for (const [pid, shift] of [
    [early, "- interval '1 day'"],
    [late, "+ interval '40 days'"],
  ])
    await sql(
      `insert into hr.retirement (pid, kind, effective_on)
       select pid, 'FLEXIBLE', (day ${String(shift)})::date from (${COMING}) c where pid = $2 and day ${String(shift)} > $1::date limit 1`,
      pid,
    );
  await sql(
    `insert into establishment.movement (pid, institution_code, direction, reason, effective_on)
     select pid, institution_code, 'EXIT', 'RETIREMENT', $1::date + 45 from establishment.seat s
      where pid = $2 and $1::date is not null and ${holds('s', '$1::date')}`,
    exits,
  );
  await sql(
    `update establishment.seat set valid_to = $1::date + 75 where pid = $2 and valid_to is null`,
    ends,
  );
  await sql(`insert into hr.death (pid, died_on) select $2, $1::date`, dead);
};

const guardedGraph = (
  ...given: Parameters<typeof guardedGraphOver> extends [unknown, ...infer R] ? R : never
) => guardedGraphOver(ruled, ...given);

it('names who retires, by day, as plain SQL does', () =>
  withGraph(guardedGraph({}), async (graph) => {
    const { data, errors } = await graph.answer(
      `query ($asOf: Date!) { institutions(first: 1000, asOf: $asOf) { nodes { code
         retirementsDue(months: ${MONTHS}, asOf: $asOf) { dueOn kind registered person { pid } } } } }`,
      { asOf: ruled.asOf },
    );
    expect(errors).toBeUndefined();
    const { nodes } = data?.['institutions'] as {
      nodes: { code: string; retirementsDue: (Row & { person: { pid: string } })[] }[];
    };
    const told = nodes.flatMap(({ code: unit, retirementsDue }) =>
      retirementsDue.map(({ person: { pid }, ...row }) => ({ unit, pid, ...row })),
    );
    const rows = await sql(COMING_ROWS);
    expect(rows.filter(({ registered }) => registered).length).toBeGreaterThan(0);
    expect(told).toEqual(rows);
  }));

/** Seats that somebody on HR's staff frees by retiring, none of which has an end on the roster. */
const FREED = `
  select s.institution_code, s.category, c.day from establishment.seat s
    join (${COMING}) c on c.pid = s.pid and c.institution_code = s.institution_code
   where ${holds('s', '$1::date')} and not s.exempt and s.valid_to is null
     and not exists (select from establishment.movement m where m.pid = s.pid and m.institution_code = s.institution_code
                        and m.direction = 'EXIT' and m.effective_on > $1::date)`;

interface Month {
  readonly month: string;
  readonly authorised: string;
  readonly expected: number | null;
  readonly entering: number;
  readonly leaving: number;
  readonly retiring: number | null;
}
interface Category {
  readonly category: string;
  readonly overFrom: string | null;
  readonly vacantFrom: string | null;
  readonly months: readonly Month[];
}
interface Forecast {
  readonly units: readonly { readonly unit: string; readonly categories: readonly Category[] | null }[];
  readonly gaps: readonly Row[];
}

const ASKED = `query ($asOf: Date!, $months: Int! = ${MONTHS}, $institution: InstitutionCode, $tree: Boolean! = false, $warned: Boolean! = false) {
  staffingForecast(asOf: $asOf, months: $months, institution: $institution, tree: $tree, vacantShare: ${SHARE}, warned: $warned) {
    asOf
    units { unit name categories { category overFrom vacantFrom months { month authorised expected entering leaving retiring } } }
    gaps { owner coordinate code reason }
  }
}`;

const forecast = async (graph: GuardedGraph, variables: object = {}): Promise<Forecast> => {
  const { data, errors } = await graph.answer(ASKED, { asOf: ruled.asOf, ...variables });
  expect(errors).toBeUndefined();
  return data?.['staffingForecast'] as unknown as Forecast;
};

/** Seats of the roster that are not exempt on the last day of a month, with exits registered ahead, and approved entries. */
const HELD = `
  with seats as (
    select s.institution_code, s.category, s.valid_from as from_day, least(s.valid_to, (
        select min(m.effective_on) from establishment.movement m where m.pid = s.pid
           and m.institution_code = s.institution_code and m.direction = 'EXIT' and m.effective_on > $1::date)) as to_day
      from establishment.seat s where not s.exempt and not coalesce(s.valid_to <= $1::date, false)
    union all
    select institution_code, category, effective_on, null from establishment.movement m
     where direction = 'ENTRY' and approved_on <= $1::date and effective_on > $1::date
       and not coalesce(approval_expires_on < effective_on, false)
       and not exists (select from establishment.seat s where s.pid = m.pid
                          and s.institution_code = m.institution_code and ${holds('s', 'm.effective_on')}))
  select k.institution_code as unit, k.category, to_char(k.day, 'YYYY-MM') as month,
         ((select count(*) from seats s where s.institution_code = k.institution_code and s.category = k.category
             and from_day <= k.day and not coalesce(to_day <= k.day, false))
          - (select count(*) from (${FREED}) f where f.institution_code = k.institution_code and f.category = k.category
             and f.day <= k.day))::int as expected
    from (select distinct institution_code, category from seats) as kinds
      cross join lateral (select kinds.institution_code, kinds.category, (date_trunc('month', $1::date)
        + make_interval(months => n + 1) - interval '1 day')::date as day from generate_series(1, ${MONTHS}) n) k`;

const keyOf = ({ unit, category, month }: Row): string =>
  `${String(unit)} ${String(category)} ${String(month)}`;

it('expects as many seats at the end of each month as plain SQL, and says when they are too many or too few', () =>
  withGraph(guardedGraph({}), async (graph) => {
    const { units, gaps } = await forecast(graph);
    expect(gaps).toEqual([]);
    const rows = await sql(HELD);
    const oracle = new Map(rows.map((row) => [keyOf(row), row['expected']]));
    const told = units.flatMap(({ unit, categories }) =>
      (categories ?? []).flatMap(({ category, months }) =>
        months.map((month) => ({ unit, category, ...month })),
      ),
    );
    expect(told.length).toBeGreaterThan(MONTHS);
    for (const month of told)
      expect([keyOf(month), month.expected]).toEqual([keyOf(month), oracle.get(keyOf(month)) ?? 0]);
    const retiring = told.reduce((sum, month) => sum + (month.retiring ?? 0), 0);
    expect(retiring).toBe((await sql(`select from (${FREED}) f`)).length);
    expect(retiring).toBeGreaterThan(0);
    const first = (category: Category, hits: (month: Month) => boolean): string | null =>
      category.months.find(hits)?.month ?? null;
    const categories = units.flatMap((unit) => unit.categories ?? []);
    for (const category of categories) {
      expect(category.overFrom).toBe(first(category, (one) => one.expected! > Number(one.authorised)));
      expect(category.vacantFrom).toBe(
        first(category, (one) => 1 - one.expected! / Number(one.authorised) > SHARE + 1e-9),
      );
    }
    expect(categories.some(({ overFrom }) => overFrom !== null)).toBe(true);
    expect(categories.some(({ vacantFrom }) => vacantFrom !== null)).toBe(true);
  }));

it('tells the same of one institution and of those below it, and leaves out what needs no warning where asked', () =>
  withGraph(guardedGraph({}), async (graph) => {
    const all = await forecast(graph);
    const [{ unit: root } = {}] = await sql(
      `select parent_code as unit from establishment.institution i where parent_code is not null and ${holds('i', '$1::date')}
        group by 1 order by count(*), 1 limit 1`,
    );
    const below = await sql(
      `select code from establishment.institution i where (code = $2 or parent_code = $2) and ${holds('i', '$1::date')}`,
      root,
    );
    const tree = await forecast(graph, { institution: root, tree: true });
    const codes = new Set(below.map(({ code }) => code));
    expect(tree.units.length).toBeGreaterThan(1);
    for (const unit of all.units.filter(({ unit: code }) => codes.has(code)))
      expect(tree.units).toContainEqual(unit);
    const warned = await forecast(graph, { warned: true });
    expect(warned.units).toEqual(
      all.units.flatMap(({ categories, ...unit }) => {
        const left = categories!.filter(
          ({ overFrom, vacantFrom }) => overFrom !== null || vacantFrom !== null,
        );
        return left.length === 0 ? [] : [{ ...unit, categories: left }];
      }),
    );
    expect(warned.units.length).toBeLessThan(all.units.length);
  }));

const REFUSED: Decision = { kind: 'REFUSED', reason: 'AGREEMENT_MISSING' };

it.each([
  ['hr', 'Institution.retirementsDue'],
  ['hr', 'RetirementDue.person'],
  ['establishment', 'Person.seats'],
  ['establishment', 'Person.movements'],
] as const)('expects nothing where %s refuses %s, and says why', (owner, coordinate) =>
  withGraph(guardedGraph({ [owner]: { [coordinate]: REFUSED } }), async (graph) => {
    const { units, gaps } = await forecast(graph);
    const withPeople = new Set((await sql(COMING_ROWS)).map(({ unit }) => unit));
    const unknown = units.filter(
      ({ unit }) => withPeople.has(unit) || coordinate === 'Institution.retirementsDue',
    );
    expect(unknown.length).toBeGreaterThan(0);
    for (const { categories } of unknown)
      for (const { overFrom, vacantFrom, months } of categories ?? [])
        expect([
          overFrom,
          vacantFrom,
          ...months.map(({ expected, retiring }) => expected ?? retiring),
        ]).toEqual(Array.from({ length: MONTHS + 2 }, () => null));
    expect(gaps).toContainEqual({ owner, coordinate, code: 'SHARING_REFUSED', reason: 'AGREEMENT_MISSING' });
  }),
);

it('has no categories where the roster does not tell', () =>
  withGraph(guardedGraph({ establishment: { 'Institution.staffingAhead': REFUSED } }), async (graph) => {
    const { units } = await forecast(graph);
    expect(units.length).toBeGreaterThan(0);
    expect(units.every(({ categories }) => categories === null)).toBe(true);
  }));

it('is the same for the purpose of a rule, and whole in files: as CSV and as a workbook', () =>
  withGraph(guardedGraph({}), async (graph) => {
    const { text } = ruleFiles().find(({ file }) => file.startsWith('R02-'))!;
    const { askQuestion } = compareAsRule(ruled.graph, ruled.graph.compile(text));
    const scope = { institution: null, tree: false, months: MONTHS, asOf: ruled.asOf };
    const ahead = await forecastFor({ ...scope, vacantShare: SHARE, warned: false }, askQuestion);
    expect(ahead).toEqual(JSON.parse(JSON.stringify({ ...(await forecast(graph)), asOf: ruled.asOf })));

    const unknown = { unit: '=X', name: null, categories: null };
    const units = [...ahead.units, unknown];
    const directory = mkdtempSync(path.join(tmpdir(), 'fournets-forecast-'));
    try {
      const [csv, xlsx] = [path.join(directory, 'ahead.csv'), path.join(directory, 'ahead.XLSX')];
      await writeForecast(csv, { ...ahead, units });
      await writeForecast(xlsx, { ...ahead, units });
      const [heads, ...rows] = parse(readFileSync(csv), { bom: true }) as string[][];
      const months = ahead.units.flatMap(({ unit, categories }) =>
        categories!.flatMap(({ category, months: each }) =>
          each.map(({ month, expected }) => [unit, category, month, String(expected)]),
        ),
      );
      expect(heads).toHaveLength(11);
      expect(rows.slice(0, -1).map((row) => [row[0], row[2], row[3], row[5]])).toEqual(months);
      expect(rows.at(-1)).toEqual(["'=X", '', 'unknown · 未知', ...Array.from({ length: 8 }, () => '')]);
      const workbook = new exceljs.Workbook();
      await workbook.xlsx.readFile(xlsx);
      const sheet = workbook.worksheets[0]!;
      expect(sheet.rowCount).toBe(rows.length + 1);
      expect(sheet.getRow(2).getCell(6).value).toBe(Number(months[0]![3]));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
    const said = forecastText({ ...ahead, units: [unknown] });
    expect(said).toContain('unknown · 未知');
    expect(() => assertTable('ahead.txt')).toThrow(expect.objectContaining({ code: 'TABLE_KIND_UNKNOWN' }));
  }));

it.each([
  [{ months: 0 }, 'MONTHS_OUT_OF_RANGE'],
  [{ months: 37 }, 'MONTHS_OUT_OF_RANGE'],
  [{ institution: 'nowhere' }, 'COMPARED_INSTITUTION_UNKNOWN'],
])('refuses %j with %s', (variables, code) =>
  withGraph(guardedGraph({}), async (graph) => {
    const { errors } = await graph.answer(ASKED, { asOf: ruled.asOf, ...variables });
    const [error] = errors ?? [];
    expect(
      error?.originalError instanceof CodedError ? error.originalError.code : error?.extensions['code'],
    ).toBe(code);
  }),
);

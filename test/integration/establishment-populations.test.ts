// Whom standing rules run over, and what they compare, held against plain SQL over a planted district.
import fc from 'fast-check';
import pg from 'pg';
import { asOfOf } from '../../subgraphs/demo/manifest.ts';
import { plantDistrict } from '../../subgraphs/demo/plant/plant.ts';
import { establishment } from '../../subgraphs/establishment/main.ts';
import { exactTypes } from '../../subgraphs/kit/database/reader.ts';
import { district } from '../support/demo/district.ts';
import { openDepartment, type TestDepartment } from '../support/department.ts';
import { holds } from '../support/oracle/oracle.ts';
import {
  anyPart,
  keysIn,
  partOf,
  type PopulationOracle,
  type PopulationPart,
} from '../support/populations.ts';

const made = district(600, 1);
const LAST_DAY = asOfOf(made);
const DAYS = [LAST_DAY, '2025-06-30', '2024-01-31', '2019-12-31'];
const ODD = 'f'.repeat(32);

const SEATED: PopulationOracle = { from: 'seat s', where: holds('s', '$1::date') };
const PERSONS: Readonly<Record<string, PopulationOracle>> = {
  SEATED,
  SEATED_TWICE: { ...SEATED, least: 2 },
  SPECIAL_SEATED: {
    ...SEATED,
    where: `${SEATED.where} and (category = 'LAW_ENFORCEMENT' or category = 'POLITICAL_LEGAL')`,
  },
  ENTERED: {
    from: 'movement',
    where: "direction = 'ENTRY' and not effective_on > $1::date",
    event: 'effective_on',
  },
  NEWLY_SEATED: { from: 'seat', where: 'not valid_from > $1::date', event: 'valid_from' },
  MOVED: { from: 'movement', where: 'not effective_on > $1::date', event: 'effective_on' },
};
const INSTITUTIONS: Readonly<Record<string, PopulationOracle>> = {
  REGISTERED: { from: 'institution i', where: holds('i', '$1::date'), unit: 'code' },
  SEATING: SEATED,
  QUOTED: { from: 'quota q', where: `measure = 'POST' and title = '' and ${holds('q', '$1::date')}` },
  WITH_MATTERS: { from: 'matter', where: 'not proposed_on > $1::date', event: 'proposed_on' },
  PLANNED: { from: 'staffing_plan', where: 'not valid_from > $1::date', event: 'valid_from' },
  REPORTING: { from: 'report_duty', where: 'not due_on > $1::date', event: 'due_on' },
  WITH_CLOSED_PROBLEMS: { from: 'problem', where: 'not closed_on > $1::date', event: 'closed_on' },
};

const KINDS = [
  {
    field: 'personsOfEstablishment',
    key: 'pid',
    scalar: 'Pid',
    type: 'Persons',
    oracles: PERSONS,
  },
  {
    field: 'institutionsOfEstablishment',
    key: 'code',
    scalar: 'InstitutionCode',
    type: 'Institutions',
    oracles: INSTITUTIONS,
  },
] as const;
type Kind = (typeof KINDS)[number];
const CASES = KINDS.flatMap((kind) => Object.keys(kind.oracles).map((of) => ({ kind, of })));

let office: TestDepartment;
let client: pg.Client;

const sql = async (text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> =>
  (await client.query<Record<string, unknown>>(text, [...values])).rows;

/** What lies ahead of the last day: posts that are cut, seats that begin and end, entries and exits approved or not. */
const insertAhead = async (): Promise<void> => {
  const of = { institution_code: 'AHEAD', category: 'ADMINISTRATIVE' };
  const somebody = (number: number) => ({ ...of, pid: number.toString(16).padStart(32, 'e') });
  await office.insert('quota', [
    { ...of, number: 3, valid_from: '2020-01-01', valid_to: '2027-03-15' },
    { ...of, number: 1, valid_from: '2027-03-15' },
  ]);
  const since = { name: '某人', valid_from: '2020-01-01' };
  await office.insert('seat', [
    { ...somebody(1), ...since },
    { ...somebody(2), ...since },
    { ...somebody(3), ...since, valid_to: '2027-01-31' },
    { ...somebody(4), ...since, valid_from: '2027-02-28' },
    { ...somebody(5), ...since, exempt: true },
  ]);
  const exit = { direction: 'EXIT', reason: 'RETIREMENT' };
  const entry = { direction: 'ENTRY', reason: 'RECRUITMENT', approved_on: '2026-06-01' };
  await office.insert('movement', [
    { ...somebody(1), ...exit, effective_on: '2027-05-01', category: 'UNCLASSIFIED' },
    { ...somebody(2), ...exit, effective_on: '2027-05-01', category: null },
    { ...somebody(3), ...exit, effective_on: '2027-05-01' },
    { ...somebody(4), ...entry, effective_on: '2027-02-28' },
    { ...somebody(6), ...entry, effective_on: '2027-01-01', approval_expires_on: '2027-01-01' },
    { ...somebody(7), ...entry, effective_on: '2027-01-01', approval_expires_on: '2026-12-31' },
    { ...somebody(8), ...entry, effective_on: '2027-01-01', approved_on: null },
  ]);
};

beforeAll(async () => {
  office = await openDepartment(establishment);
  await plantDistrict({ district: made, targets: { establishment: { connectionString: office.ownerUrl } } });
  client = new pg.Client({ connectionString: office.appUrl, types: exactTypes });
  await client.connect();
  // What no district has: hours, titles without a whole, a category without posts, a movement without a category, an end.
  const [{ code } = {}] = await sql('select min(code) as code from institution');
  const quota = { institution_code: code, category: 'UNCLASSIFIED', valid_from: '2020-01-01' };
  await office.insert('quota', [
    { ...quota, title: 'CLERK', measure: 'HOUR', number: 1868.5 },
    { ...quota, title: 'CLERK', number: 2.5 },
    { ...quota, title: 'GUARD', number: 1 },
    { ...quota, institution_code: 'HOURS', measure: 'HOUR', number: 7 },
    { ...quota, institution_code: 'ENDED', valid_to: '2024-06-01', number: 3 },
  ]);
  await office.insert('institution', [
    {
      code: 'ENDED',
      name: '已撤销',
      kind: 'OTHER',
      grade: 'UNGRADED',
      valid_from: '2020-01-01',
      valid_to: '2024-06-01',
    },
  ]);
  const seat = { pid: ODD, institution_code: code, category: 'REVOLVING_POOL', name: '某人' };
  await office.insert('seat', [
    { ...seat, valid_from: '2019-01-01', exempt: true },
    { ...seat, valid_from: '2023-05-31', valid_to: '2025-06-30' },
    { ...seat, institution_code: 'UNREGISTERED', valid_from: '2024-01-31' },
  ]);
  const movement = { pid: ODD, institution_code: code, direction: 'ENTRY', reason: 'TRANSFER_IN' };
  await office.insert('movement', [
    { ...movement, effective_on: '2019-12-31' },
    { ...movement, effective_on: '2023-05-31', category: 'REVOLVING_POOL' },
    { ...movement, effective_on: '2025-06-30', category: 'REVOLVING_POOL' },
  ]);
  await insertAhead();
}, 120_000);
afterAll(async () => {
  await client.end();
  await office.close();
});

const questionOf = ({ field, key, scalar, type }: Kind): string =>
  `query ($of: Establishment${type}!, $among: [${scalar}!], $after: ${scalar}, $upTo: ${scalar}, $since: Date, $first: Int, $asOf: Date) {
     found: ${field}(of: $of, among: $among, after: $after, upTo: $upTo, since: $since, first: $first, asOf: $asOf) { ${key} } }`;

const answered = async (kind: Kind, of: string, asked: PopulationPart): Promise<string[]> => {
  const { data, errors, statements } = await office.ask(questionOf(kind), { of, ...asked });
  expect(errors).toBeUndefined();
  expect(statements).toHaveLength(1);
  return (data?.['found'] as Record<string, string>[]).map((one) => one[kind.key] ?? '');
};

const keysOf = (
  { key, oracles }: Kind,
  of: string,
  asked: Pick<PopulationPart, 'asOf' | 'since'> & { readonly unit?: unknown },
): Promise<string[]> => keysIn(sql, key, oracles[of]!, asked);

const expected = async (kind: Kind, of: string, asked: PopulationPart): Promise<string[]> =>
  partOf(await keysOf(kind, of, asked), asked);

it.each(CASES)('pages through $of on each day without loss or repeat', async ({ kind, of }) => {
  const sizes = [];
  for (const asOf of DAYS) {
    const found: string[] = [];
    for (let page: string[] = ['']; page.length > 0;) {
      page = await answered(kind, of, { asOf, first: 40, after: found.at(-1) });
      found.push(...page);
    }
    expect(found).toEqual(await keysOf(kind, of, { asOf }));
    sizes.push(found.length);
  }
  expect(sizes[0]).toBeGreaterThan(0);
  // Each day has its own: nothing is read as of today where another day is asked for.
  expect(new Set(sizes).size).toBeGreaterThan(1);
});

it.each(CASES)('has any part of $of: of some, between two keys, since a day', async ({ kind, of }) => {
  const keys = await keysOf(kind, of, { asOf: LAST_DAY });
  const parts = anyPart([...keys, kind.key === 'pid' ? '8'.repeat(32) : 'M'], DAYS);
  await fc.assert(
    fc.asyncProperty(parts, async (asked) => {
      expect(await answered(kind, of, asked)).toEqual(await expected(kind, of, asked));
    }),
    { numRuns: 40 },
  );
});

it('reads as of today where no day is asked for, and no page of a size out of range', async () => {
  const { data } = await office.ask('{ personsOfEstablishment(of: NEWLY_SEATED, first: 1000) { pid } }');
  const today = await expected(KINDS[0], 'NEWLY_SEATED', { asOf: '2026-06-15', first: 1000 });
  expect(data).toEqual({ personsOfEstablishment: today.map((pid) => ({ pid })) });
  const { errors } = await office.ask('{ institutionsOfEstablishment(of: SEATING, first: 1001) { code } }');
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['PAGE_SIZE_OUT_OF_RANGE']);
});

it.each(KINDS)('has in $field nothing but what belongs to the institutions of a scope', async (kind) => {
  const [{ code: unit } = {}] = await sql('select min(institution_code) as code from seat');
  const scope = office.subgraph.scope(new AbortController().signal).within([String(unit)]);
  const run = office.subgraph.compile(questionOf(kind));
  for (const of of Object.keys(kind.oracles)) {
    const { data, errors } = await run({ of, first: 1000, asOf: LAST_DAY }, scope);
    expect(errors).toBeUndefined();
    const found = (data?.['found'] as Record<string, string>[]).map((one) => one[kind.key]);
    expect(found).toEqual(await keysOf(kind, of, { asOf: LAST_DAY, unit }));
  }
});

it('has of institutions what the register had on the day', async () => {
  const { data, statements } = await office.ask(
    `query ($asOf: Date) { found: institutionsOfEstablishment(of: REGISTERED, first: 1000, asOf: $asOf) {
       code name kind grade funding record { id name } authorised } }`,
    { asOf: '2024-01-31' },
  );
  const rows = await sql(
    `select code, name, kind, grade, funding, id, coalesce((
        select sum(part) from (
          select case when bool_or(title = '') then sum(number) filter (where title = '') else sum(number) end as part
            from quota q where q.institution_code = i.code and measure = 'POST' and ${holds('q', "date '2024-01-31'")}
           group by category) as by_category), 0.00) as authorised
       from institution i where ${holds('i', "date '2024-01-31'")} order by code collate "C"`,
  );
  expect(data?.['found']).toEqual(
    rows.map(({ id, ...row }) => ({ ...row, record: { id, name: row['name'] } })),
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(statements).toHaveLength(4);
});

/** A field of all institutions that anything is known about, by their codes, and the statements it took. */
const ofInstitutions = async (selection: string) => {
  const codes = await sql(
    `select institution_code as code from seat union select institution_code from quota
      union select institution_code from movement order by code`,
  );
  const { data, errors, statements } = await office.ask(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Institution { code it: ${selection} } } }`,
    { of: codes.map(({ code }) => ({ __typename: 'Institution', code })) },
  );
  expect(errors).toBeUndefined();
  expect(statements).toHaveLength(1);
  const found = data?.['_entities'] as { code: string; it: unknown }[];
  return new Map(found.map(({ code, it }) => [code, it]));
};

it.each(DAYS)('counts posts and seats of each category on %s', async (day) => {
  const found = await ofInstitutions(`staffing(asOf: "${day}") { category authorised occupied exempt }`);
  for (const [code, staffing] of found)
    expect(staffing).toEqual(
      await sql(
        `with post as (select * from quota q where institution_code = $2 and measure = 'POST' and ${holds('q', '$1::date')}),
              held as (select * from seat s where institution_code = $2 and ${holds('s', '$1::date')})
         select category, coalesce((select sum(number) from post where post.category = c.category
                   and (title = '' or not exists (select from post w where w.category = c.category and w.title = ''))), 0.00) as authorised,
                (select count(*)::int from held where held.category = c.category and not exempt) as occupied,
                (select count(*)::int from held where held.category = c.category and exempt) as exempt
           from (select category from post union select category from held) as c order by category`,
        [day, code],
      ),
    );
});

/** Seats and approved entries of institution $3, each with the days between which it counts, seen from $1. */
const COUNTING = `
  select category, s.valid_from as from_day, least(s.valid_to, (
      select min(m.effective_on) from movement m where m.pid = s.pid and m.institution_code = s.institution_code
         and m.direction = 'EXIT' and not coalesce(m.category <> s.category, false)
         and not coalesce(m.approved_on > $1::date, false)
         and m.effective_on > $1::date and m.effective_on > s.valid_from)) as to_day
    from seat s where institution_code = $3 and not exempt and not coalesce(valid_to <= $1::date, false)
  union all
  select category, effective_on, null from movement m
   where institution_code = $3 and direction = 'ENTRY' and category is not null and approved_on <= $1::date
     and effective_on > $1::date and not coalesce(approval_expires_on < effective_on, false)
     and not exists (select from seat s where s.pid = m.pid and s.institution_code = m.institution_code
                        and ${holds('s', 'm.effective_on')})`;
const countedOn = (day: string): string =>
  `(select count(*)::int from counting c where c.category = k.category and from_day <= ${day}
      and not coalesce(to_day <= ${day}, false))`;

/** Each category and month end after $1, $2 months, of institution $3, written month by month. */
const AHEAD_SQL = `
  with counting as (${COUNTING}),
       post as (select * from quota where institution_code = $3 and measure = 'POST'),
       ends as (select n, (date_trunc('month', $1::date) + make_interval(months => n + 1) - interval '1 day')::date as day,
                       case when n = 1 then $1::date
                            else (date_trunc('month', $1::date) + make_interval(months => n) - interval '1 day')::date end as before
                  from generate_series(1, $2::int) n),
       kinds as (select category from counting where from_day <= (select max(day) from ends)
                 union select category from post q where exists (select from ends where ${holds('q', 'ends.day')}))
  select category, to_char(day, 'YYYY-MM') as month,
         coalesce((select sum(number) from post q where q.category = k.category and ${holds('q', 'day')}
                      and (title = '' or not exists (select from post w where w.category = k.category and w.title = ''
                                                         and ${holds('w', 'day')}))), 0.00) as authorised,
         ${countedOn('day')} as occupied, ${countedOn('day')} - ${countedOn('before')} as change,
         (select count(*)::int from counting c where c.category = k.category and from_day > before and from_day <= day) as entering,
         (select count(*)::int from counting c where c.category = k.category and to_day > before and to_day <= day) as leaving
    from kinds k cross join ends order by category, day`;

it.each([
  ['2026-02', 1],
  ['2026-10', 12],
  ['2025-06', 36],
])('counts posts and seats at the end of the months to %s, %i of them', async (month, months) => {
  const found = await ofInstitutions(
    `staffingByMonth(to: "${month}", months: ${months}) { month authorised occupied }`,
  );
  for (const [code, staffing] of found)
    expect(staffing).toEqual(
      await sql(
        `select to_char(day, 'YYYY-MM') as month,
                (select coalesce(sum(number), 0.00) from quota q where institution_code = $3 and measure = 'POST'
                    and title = '' and ${holds('q', 'day')}) as authorised,
                (select count(*)::int from seat s where institution_code = $3 and not exempt and ${holds('s', 'day')}) as occupied
           from (select (date_trunc('month', ($1 || '-01')::date) - make_interval(months => n)
                          + interval '1 month - 1 day')::date as day from generate_series(0, $2::int - 1) n) as ends
          order by day`,
        [month, months, code],
      ),
    );
});

it.each([
  [LAST_DAY, 24],
  ['2025-06-30', 12],
  ['2024-01-31', 3],
])('tells the months after %s, %i of them, from what is registered ahead', async (day, months) => {
  const found = await ofInstitutions(
    `staffingAhead(asOf: "${day}", months: ${months}) { category month authorised occupied entering leaving }`,
  );
  let moving = 0;
  for (const [code, ahead] of found) {
    const rows = await sql(AHEAD_SQL, [day, months, code]);
    for (const row of rows) expect(Number(row['entering']) - Number(row['leaving'])).toBe(row['change']);
    expect((ahead as object[]).map((row, index) => ({ change: rows[index]?.['change'], ...row }))).toEqual(
      rows,
    );
    moving += rows.filter(({ entering, leaving }) => Number(entering) + Number(leaving) > 0).length;
  }
  expect(moving).toBeGreaterThan(0);
});

it.each([0, 37])('refuses %i months ahead', async (months) => {
  const { errors } = await office.ask(
    `{ institutionsOfEstablishment(of: SEATING) { staffingAhead(months: ${months}) { month } } }`,
  );
  expect(errors?.[0]?.extensions['code']).toBe('MONTHS_OUT_OF_RANGE');
});

it.each([0, 37])('refuses %i months', async (months) => {
  const { errors } = await office.ask(
    `{ institutionsOfEstablishment(of: SEATING) { staffingByMonth(to: "2026-02", months: ${months}) { month } } }`,
  );
  expect(errors?.[0]?.extensions['code']).toBe('MONTHS_OUT_OF_RANGE');
});

it.each([
  ['', undefined, undefined],
  ['(from: "2024-06-30")', '2024-06-30', undefined],
  ['(to: "2024-06-30")', undefined, '2024-06-30'],
  ['(from: "2025-06-30", to: "2025-06-30")', '2025-06-30', '2025-06-30'],
])('counts movements %s', async (args, from, to) => {
  const found = await ofInstitutions(`movementCount${args}`);
  for (const [code, count] of found)
    expect([{ count }]).toEqual(
      await sql(
        `select count(*)::int as count from movement where institution_code = $1
            and not coalesce(effective_on < $2::date, false) and not coalesce(effective_on > $3::date, false)`,
        [code, from, to],
      ),
    );
});

it('tells of each movement how the roster stood on its day, with one statement for each figure', async () => {
  const { data, errors, statements } = await office.ask(
    `{ movements(first: 1000) { totalCount nodes { id seatTaken occupiedThen authorisedThen } } }`,
  );
  const rows = await sql(
    `select m.id,
            exists (select from seat s where s.pid = m.pid and s.institution_code = m.institution_code
                       and s.category = m.category and not s.exempt and ${holds('s', 'm.effective_on')}) as "seatTaken",
            (select count(*)::int from seat s where s.institution_code = m.institution_code
                and s.category = m.category and not s.exempt and ${holds('s', 'm.effective_on')}) as "occupiedThen",
            (select coalesce(sum(q.number), 0.00) from quota q where q.institution_code = m.institution_code
                and q.category = m.category and q.measure = 'POST' and q.title = '' and ${holds('q', 'm.effective_on')}) as "authorisedThen"
       from movement m order by effective_on desc, id desc limit 1000`,
  );
  expect(errors).toBeUndefined();
  expect((data?.['movements'] as { nodes: unknown }).nodes).toEqual(rows);
  for (const taken of [true, false]) expect(rows.some((row) => row['seatTaken'] === taken)).toBe(true);
  expect(statements).toHaveLength(5);
});

it('names the required fields of a seat that are empty, in the order of the roster', async () => {
  const pids = await sql('select distinct pid from seat');
  const { data, errors } = await office.ask(
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person { seats(history: true) { id missing } } } }',
    { of: pids.map(({ pid }) => ({ __typename: 'Person', pid })) },
  );
  expect(errors).toBeUndefined();
  const found = (data?.['_entities'] as { seats: { id: string; missing: string[] }[] }[]).flatMap(
    ({ seats }) => seats,
  );
  const rows = await sql(
    `select id, array_remove(array[
        case when sex is null then 'sex' end, case when ethnicity is null then 'ethnicity' end,
        case when born_on is null then 'bornOn' end, case when political_status is null then 'politicalStatus' end,
        case when education is null then 'education' end, case when work_started_on is null then 'workStartedOn' end,
        case when post is null then 'post' end, case when entry_way is null then 'entryWay' end,
        case when entered_on is null then 'enteredOn' end, case when entry_document is null then 'entryDocument' end], null) as missing
       from seat`,
  );
  expect(new Map(found.map(({ id, missing }) => [id, missing]))).toEqual(
    new Map(rows.map(({ id, missing }) => [id, missing])),
  );
  expect(rows.some(({ missing }) => Array.isArray(missing) && missing.length === 1)).toBe(true);
});

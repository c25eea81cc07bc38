// The three counts against plain SQL over one database, person by person; what is not known is never a difference.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import exceljs from 'exceljs';
import type { Owner } from '../../../gateway/fetch/owners/owner.ts';
import { compareAsRule, type CompareGraph } from '../../../gateway/oversight/compare/ask.ts';
import { compareCounts, type Comparison } from '../../../gateway/oversight/compare/compare.ts';
import { reasonRules, type Compared } from '../../../gateway/oversight/compare/explain.ts';
import { openCompareWorkbook } from '../../../gateway/oversight/compare/workbook.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { DepartmentName } from '../../../schema/departments.ts';
import type { Decision } from '../../../subgraphs/kit/sharing/guard.ts';
import { district } from '../../support/demo/district.ts';
import { ORACLES } from '../../support/oracle/index.ts';
import { guardedGraph as guardedGraphOver, withGraph, type GuardedGraph } from '../../support/ruled-graph.ts';
import { openRuledDistrict, type RuledDistrict } from '../../support/rules.ts';

let ruled: RuledDistrict;
beforeAll(async () => {
  ruled = await openRuledDistrict(district(900, 3, '2026-10'));
  await makeDiffer();
}, 120_000);
afterAll(() => ruled.close());

interface Row {
  readonly pid: string;
  readonly unit: string;
  readonly seated: boolean;
  readonly employed: boolean;
  readonly paid: boolean;
}

/** Everybody at an institution, with the three counts, in plain SQL. */
const EVERYBODY = `
  with said as (
    select pid, institution_code, 1 as seated, 0 as employed, 0 as paid from establishment.seat
     where valid_from <= $1::date and (valid_to is null or valid_to > $1::date)
    union all
    select pid, institution_code, 0, 1, 0 from hr.employment
     where valid_from <= $1::date and (valid_to is null or valid_to > $1::date)
    union all
    select pid, institution_code, 0, 0, 1 from finance.payment
     where kind = 'REGULAR' and month = to_char($1::date, 'YYYY-MM'))
  select pid, institution_code as unit, max(seated) = 1 as seated, max(employed) = 1 as employed, max(paid) = 1 as paid
    from said group by pid, institution_code order by pid, institution_code`;

/** Codes of an institution and all below it, in plain SQL. */
const TREE = `
  with recursive tree as (
    select $2::text as code
    union
    select i.code from establishment.institution i join tree on i.parent_code = tree.code
     where i.valid_from <= $1::date and (i.valid_to is null or i.valid_to > $1::date))
  select code from tree`;

const hitsOf = (id: string): string => ORACLES.find(({ rule }) => rule === id)!.hits!;

const SEATS = `select pid, institution_code from establishment.seat
  where valid_from <= $1::date and (valid_to is null or valid_to > $1::date)`;

/** Who has retired or was dismissed: `pid`, `day`. */
const LEFT = `select pid, effective_on as day from hr.retirement union all
  select pid, effective_on from discipline.decision where measure in ('ADMIN_DISMISSAL', 'INSTITUTION_DISMISSAL')`;

/** Who works in the month where there is neither seat nor loan: `pid`, `unit`. */
const AWAY = `select a.pid, a.institution_code as unit from hr.attendance a
  where a.month = to_char($1::date, 'YYYY-MM') and a.days_present > 0
    and a.pid in (select pid from (${SEATS}) s)
    and not exists (select from (${SEATS}) s where s.pid = a.pid and s.institution_code = a.institution_code)
    and not exists (select from organization.loan l where l.pid = a.pid and l.to_institution_code = a.institution_code
                       and l.started_on <= $1::date and (l.returned_on is null or l.returned_on > $1::date))`;

const everybody = async (): Promise<Row[]> =>
  (await ruled.merged.query(EVERYBODY, [ruled.asOf])) as unknown as Row[];

const differs = ({ seated, employed, paid }: Row): boolean => !(seated && employed && paid);

/** Who is where, with what each rule says of it: `pid`, `unit`. */
const WHY = {
  dead: `select pid, institution_code as unit from hr.death join finance.payment p using (pid)
    where month = to_char($1::date, 'YYYY-MM') and month > to_char(died_on, 'YYYY-MM') and kind in ('REGULAR', 'BONUS')`,
  gone: `select pid, institution_code as unit from (${LEFT}) g join finance.payment p using (pid)
    where month = to_char($1::date, 'YYYY-MM') and (month || '-01')::date > day + 30 and kind in ('REGULAR', 'BONUS')`,
  goneSeat: `select pid, institution_code as unit from (${LEFT}) g join (${SEATS}) s using (pid) where $1::date > day + 30`,
  unapproved: hitsOf('R03'),
  twice: `select pid, institution_code as unit from (${SEATS}) s
    where (select count(*) from (${SEATS}) o where o.pid = s.pid) > 1`,
  both: `select pid, institution_code as unit from finance.payment p
    where month = to_char($1::date, 'YYYY-MM') and kind = 'REGULAR'
      and (pid in (select pid from hr.pension_payment q where q.month = p.month)
           or (select count(distinct institution_code) from finance.payment o
                where o.pid = p.pid and o.month = p.month and o.kind = 'REGULAR') > 1)`,
  lent: hitsOf('R18'),
  lentTo: `select pid, to_institution_code as unit from organization.loan l join (${hitsOf('R18')}) hit using (pid)
    where hit.unit = l.from_institution_code and l.returned_on is null`,
  away: `select pid, s.institution_code as unit from (${SEATS}) s join (${AWAY}) a using (pid)`,
  awayAt: AWAY,
  noExit: `select pid, institution_code as unit from (${SEATS}) s
    where pid in (select pid from hr.retirement where $1::date - effective_on > 30
                  union select pid from hr.death where $1::date - died_on > 30)
      and not exists (select from establishment.movement m where m.pid = s.pid and direction = 'EXIT')
    union select pid, institution_code from establishment.movement
    where direction = 'EXIT' and registered_on is null and $1::date - effective_on > 30`,
  noEntry: `select pid, institution_code as unit from hr.hire h
    where $1::date - hired_on > 30 and not exists (select from establishment.movement m
      where m.pid = h.pid and m.institution_code = h.institution_code and direction = 'ENTRY')
    union select pid, institution_code from establishment.movement
    where direction = 'ENTRY' and registered_on is null and $1::date - effective_on > 30`,
};

/** Ends employments of people whom rules hit and pays the dead, so that there are differences of every kind. */
const makeDiffer = async (): Promise<void> => {
  const { sql: dead } = ORACLES.find(({ rule }) => rule === 'R12')!;
  await ruled.merged.query(
    `update finance.payment p set month = to_char($1::date, 'YYYY-MM')
      where kind = 'REGULAR' and pid in (${dead})
        and month = (select max(month) from finance.payment q where q.pid = p.pid and q.kind = 'REGULAR')`,
    [ruled.asOf],
  );
  // Hired, and not in the roster.
  const [hired] = await ruled.merged.query(
    `delete from establishment.seat where pid = (select min(pid) from (${WHY.noEntry}) hired) returning pid`,
    [ruled.asOf],
  );
  const ended = new Set(['R03', 'R09', 'R12', 'R13', 'R15', 'R18', 'R24']);
  for (const { sql } of ORACLES.filter(({ rule }) => ended.has(rule))) {
    const found = (await ruled.merged.query(sql, [ruled.asOf])).map(({ pid }) => pid);
    const pids = found.filter((pid) => pid !== hired?.['pid']);
    await ruled.merged.query(
      `update hr.employment set valid_to = $1::date
        where pid = any($2) and valid_from < $1::date and (valid_to is null or valid_to > $1::date)`,
      [ruled.asOf, pids],
    );
  }
  // Entered late, and not paid now: the one has nothing to do with the other.
  const late = (await everybody()).filter((row) => !differs(row)).map(({ pid }) => pid);
  const [entered] = await ruled.merged.query(
    `update establishment.movement set registered_on = effective_on + 60
      where pid = (select min(pid) from establishment.movement where pid = any($1)) returning pid`,
    [late],
  );
  await ruled.merged.query(
    `delete from finance.payment where pid = $2 and month = to_char($1::date, 'YYYY-MM')`,
    [ruled.asOf, entered?.['pid']],
  );
};

/** The rule that a difference falls under, from plain SQL; null where nothing says why. */
const ruleOf = async (): Promise<(row: Row) => string | null> => {
  const places = async (sql: string): Promise<(row: Row) => boolean> => {
    const rows = await ruled.merged.query(sql, [ruled.asOf]);
    const keys = new Set(rows.map(({ pid, unit }) => `${String(pid)} ${String(unit)}`));
    return (row) => keys.has(keyOf(row));
  };
  const told = new Map<keyof typeof WHY, (row: Row) => boolean>();
  for (const why of Object.keys(WHY) as (keyof typeof WHY)[]) told.set(why, await places(WHY[why]));
  return (row) => {
    const is = (why: keyof typeof WHY): boolean => told.get(why)!(row);
    if (row.paid && is('dead')) return 'R12';
    if ((row.paid && is('gone')) || (row.seated && is('goneSeat'))) return 'R13';
    if (row.seated && is('unapproved')) return 'R03';
    if ((row.seated && is('twice')) || (row.paid && is('both'))) return 'R15';
    if (row.seated ? is('lent') : is('lentTo')) return 'R18';
    if (row.seated ? is('away') : is('awayAt')) return 'R09';
    if (row.seated !== row.employed && (row.seated ? is('noExit') : is('noEntry'))) return 'R24';
    return row.paid && !row.employed ? 'R21' : null;
  };
};

const NAMES = `select code, name from establishment.institution
  where valid_from <= $1 and (valid_to is null or valid_to > $1)`;

const keyOf = ({ pid, unit }: { readonly pid: string; readonly unit: string | null }): string =>
  `${pid} ${unit}`;
const sorted = <T extends { readonly pid: string; readonly unit: string | null }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

interface Result extends Comparison {
  readonly people: readonly Compared[];
}

const rulesHere = () => reasonRules((text) => ruled.graph.compile(text));

const asRule = (): CompareGraph => {
  const { text } = ruleFiles().find(({ file }) => file.startsWith('R21-'))!;
  return compareAsRule(ruled.graph, ruled.graph.compile(text));
};

const compare = async (
  graph: CompareGraph,
  scope: { readonly institution?: string; readonly tree?: boolean } = {},
): Promise<Result> => {
  const people: Compared[] = [];
  const { institution = null, tree = false } = scope;
  const comparison = await compareCounts(
    { institution, tree, asOf: ruled.asOf },
    { graph, rules: rulesHere(), onPerson: (person) => people.push(person) },
  );
  return { ...comparison, people };
};

const tallyOf = (rows: readonly Row[]) => ({
  seated: rows.filter(({ seated }) => seated).length,
  employed: rows.filter(({ employed }) => employed).length,
  paid: rows.filter(({ paid }) => paid).length,
  agreeing: rows.filter((row) => !differs(row)).length,
  differing: rows.filter(differs).length,
  unknown: 0,
});

const expectSame = async ({ people, total, units, gaps }: Result, rows: readonly Row[]): Promise<void> => {
  const rule = await ruleOf();
  const expected = rows.filter(differs).map((row) => ({ ...row, rule: rule(row) }));
  const found = people.map(({ pid, unit, seated, employed, paid, rule: under }) => ({
    pid,
    unit,
    seated,
    employed,
    paid,
    rule: under,
  }));
  expect(sorted(found)).toEqual(sorted(expected));
  const names = new Map(
    (await ruled.merged.query(NAMES, [ruled.asOf])).map(({ code, name }) => [String(code), String(name)]),
  );
  expect(people.map(({ unit, name }) => [unit, name])).toEqual(
    people.map(({ unit }) => [unit, names.get(unit ?? '') ?? null]),
  );
  expect(people.every(({ undecided }) => undecided.length === 0)).toBe(true);
  expect(people.map(({ says }) => says !== null)).toEqual(people.map((person) => person.rule !== null));
  expect(total).toMatchObject(tallyOf(rows));
  const codes = [...new Set(rows.map(({ unit }) => unit))].sort();
  expect(units.map(({ unit }) => unit)).toEqual(codes);
  for (const unit of units) expect(unit).toMatchObject(tallyOf(rows.filter((row) => row.unit === unit.unit)));
  const byRule = Object.values(total.byRule).reduce((sum, count) => sum + count, 0);
  expect(byRule).toBe(total.differing);
  expect(gaps).toEqual([]);
};

describe('with all owners', () => {
  it('finds whom plain SQL finds in the whole district, under the same rules', async () => {
    const result = await compare(asRule());
    await expectSame(result, await everybody());
    expect(Object.keys(result.total.byRule).sort()).toEqual([
      'R03',
      'R09',
      'R12',
      'R13',
      'R15',
      'R18',
      'R21',
      'R24',
      'unexplained',
    ]);
  });

  it('finds the same in one institution, for each in which something differs', async () => {
    const rows = await everybody();
    const registered = new Set(
      (await ruled.merged.query('select distinct code from establishment.institution')).map(
        ({ code }) => code,
      ),
    );
    const units = [...new Set(rows.filter(differs).map(({ unit }) => unit))].filter((unit) =>
      registered.has(unit),
    );
    expect(units.length).toBeGreaterThan(3);
    for (const unit of units)
      await expectSame(
        await compare(asRule(), { institution: unit }),
        rows.filter((row) => row.unit === unit),
      );
  }, 60_000);

  it('finds the same in an institution and all below it', async () => {
    const [root] = await ruled.merged.query(
      `select parent_code as code from establishment.institution where parent_code is not null
        group by parent_code order by count(*) desc, parent_code limit 1`,
    );
    const institution = String(root?.['code']);
    const tree = new Set((await ruled.merged.query(TREE, [ruled.asOf, institution])).map(({ code }) => code));
    expect(tree.size).toBeGreaterThan(2);
    const rows = (await everybody()).filter(({ unit }) => tree.has(unit));
    await expectSame(await compare(asRule(), { institution, tree: true }), rows);
  });

  it('says that the register lacks an institution', async () => {
    await expect(compare(asRule(), { institution: 'nowhere' })).rejects.toMatchObject({
      code: 'COMPARED_INSTITUTION_UNKNOWN',
    });
  });

  it('writes a workbook of everybody who differs and of every institution', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'compare-')), 'counts.xlsx');
    const workbook = openCompareWorkbook(file);
    const people: Compared[] = [];
    const comparison = await compareCounts(
      { institution: null, tree: false, asOf: ruled.asOf },
      {
        graph: asRule(),
        rules: rulesHere(),
        onPerson: (person) => {
          people.push(person);
          workbook.person(person);
        },
      },
    );
    await workbook.finish(comparison);
    const read = await new exceljs.Workbook().xlsx.readFile(file);
    const rows = (name: string): string[][] => {
      const found: string[][] = [];
      read.getWorksheet(name)?.eachRow((row) => {
        found.push((row.values as unknown[]).slice(1).map(String));
      });
      return found;
    };
    const [header, ...persons] = rows('Persons · 人员');
    expect(header).toContain('Rule · 适用规则');
    expect(persons.map(([unit, name, pid, , , , , rule]) => [unit, name, pid, rule])).toEqual(
      people.map(({ unit, name, pid, rule }) => [unit, name ?? '', pid, rule ?? 'unexplained · 无法解释']),
    );
    expect(people.filter(({ rule }) => rule === null).length).toBeGreaterThan(0);
    const [, ...units] = rows('Institutions · 机构');
    expect(units).toHaveLength(comparison.units.length + 1);
    expect(units.at(-1)?.slice(2, 8).map(Number)).toEqual(Object.values(tallyOf(await everybody())));
  });
});

const fails =
  (name: DepartmentName, when: (text: string) => boolean = () => true) =>
  (owner: Owner): Owner => ({
    ...owner,
    fetch: async (request) => {
      if (owner.name === name && when(request.operation.text))
        throw new CodedError('SUBGRAPH_UNAVAILABLE', { service: name });
      return owner.fetch(request);
    },
  });

const guardedGraph = (
  decisions: Parameters<typeof guardedGraphOver>[1],
  wrap?: (owner: Owner) => Owner,
): GuardedGraph => guardedGraphOver(ruled, decisions, wrap);

const SIDES = { establishment: 'seated', hr: 'employed', finance: 'paid' } as const;

describe('an owner that does not answer', () => {
  it.each(['establishment', 'hr', 'finance'] as const)(
    '%s makes people unknown, never different, in the whole district',
    (name) =>
      withGraph(guardedGraph({}, fails(name)), async (graph) => {
        const { total, units, people, gaps } = await compare(graph.compare);
        const others = (['seated', 'employed', 'paid'] as const).filter((side) => side !== SIDES[name]);
        const rows = (await everybody()).filter((row) => others.some((side) => row[side]));
        expect(total).toMatchObject({ differing: 0, agreeing: 0, unknown: rows.length, byRule: {} });
        expect(total[SIDES[name]]).toBeNull();
        expect(people.map(({ verdict }) => verdict)).toEqual(rows.map(() => 'UNKNOWN'));
        expect(people.every((person) => person[SIDES[name]] === null && person.rule === null)).toBe(true);
        for (const side of others) expect(total[side]).toBe(rows.filter((row) => row[side]).length);
        expect(units.every((unit) => unit.differing === 0 && unit[SIDES[name]] === null)).toBe(true);
        expect(gaps.map(({ owner, code }) => [owner, code])).toContainEqual([name, 'SUBGRAPH_UNAVAILABLE']);
      }),
  );

  it.each(['hr', 'finance'] as const)('%s makes people unknown in one institution', (name) =>
    withGraph(guardedGraph({}, fails(name)), async (graph) => {
      const rows = await everybody();
      const institution = rows.find(({ seated, paid, employed }) => seated && paid && employed)!.unit;
      const { total, people } = await compare(graph.compare, { institution });
      expect(total).toMatchObject({ differing: 0, agreeing: 0 });
      expect(total[SIDES[name]]).toBeNull();
      expect(people.length).toBeGreaterThan(0);
      expect(people.every(({ verdict }) => verdict === 'UNKNOWN')).toBe(true);
    }),
  );

  it('leaves a difference under what is known of it, and says which rules are not', () =>
    withGraph(
      guardedGraph(
        {},
        fails('hr', (text) => text.includes('DIED')),
      ),
      async (graph) => {
        const { people, total } = await compare(graph.compare);
        const rows = (await everybody()).filter(differs);
        expect(total.differing).toBe(rows.length);
        expect(total.byRule['R12']).toBeUndefined();
        const paid = people.filter((person) => person.paid === true);
        expect(paid.length).toBeGreaterThan(0);
        expect(paid.every(({ undecided }) => undecided.includes('R12'))).toBe(true);
      },
    ));
});

/** Employments of one institution only are left of an answer. */
const within = (institution: string, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => within(institution, item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    name === 'employed' && Array.isArray(inner) && inner.every((item) => Object.hasOwn(item, 'institution'))
      ? inner.filter(({ institution: { code } }) => code === institution)
      : within(institution, inner),
  ]);
  return Object.fromEntries(entries);
};

/** HR as it tells of one institution only: it says so, whether or not it left something out. */
const limits =
  (institution: string) =>
  (owner: Owner): Owner => ({
    ...owner,
    fetch: async (request) => {
      const answer = await owner.fetch(request);
      if (owner.name !== 'hr') return answer;
      const extensions = { code: 'SHARING_LIMITED', owner: 'hr', coordinate: 'Employment.institution' };
      return {
        data: within(institution, answer.data) as Record<string, unknown>,
        errors: [...(answer.errors ?? []), { message: 'limited', extensions }],
      };
    },
  });

const REFUSED: Decision = { kind: 'REFUSED', reason: 'AGREEMENT_MISSING' };

describe('an owner that refuses', () => {
  it.each([
    ['the people', { 'Query.personsOfFinance': REFUSED, 'Person.payers': REFUSED }],
    ['who pays a person', { 'Person.payers': REFUSED }],
  ])('%s leaves them unknown, and the refusal is shown', (_name, finance) =>
    withGraph(guardedGraph({ finance }), async (graph) => {
      const { total, gaps } = await compare(graph.compare);
      expect(total).toMatchObject({ differing: 0, agreeing: 0, paid: null });
      expect(total.unknown).toBeGreaterThan(100);
      expect(gaps).toContainEqual({
        owner: 'finance',
        coordinate: 'Person.payers',
        code: 'SHARING_REFUSED',
        reason: 'AGREEMENT_MISSING',
      });
    }),
  );

  it('of other institutions leaves nobody different whom it does not tell of', async () => {
    const rows = await everybody();
    const institution = rows.find((row) => differs(row) && row.employed)!.unit;
    await withGraph(guardedGraph({}, limits(institution)), async (graph) => {
      const { total, people } = await compare(graph.compare);
      const known = new Set(rows.filter((row) => row.unit === institution && row.employed).map(keyOf));
      expect(total.employed).toBeNull();
      expect(total.unknown).toBeGreaterThan(100);
      const different = people.filter(({ verdict }) => verdict === 'DIFFERS').map(keyOf);
      expect(different.length).toBeGreaterThan(0);
      expect(different.every((key) => known.has(key))).toBe(true);
    });
  });

  it('of other institutions tells all of its own', async () => {
    const rows = await everybody();
    const { unit: institution } = rows.find(differs)!;
    await withGraph(guardedGraph({}, limits(institution)), async (graph) => {
      const mine = rows.filter(({ unit }) => unit === institution);
      expect((await compare(graph.compare, { institution })).total).toMatchObject(tallyOf(mine));
    });
  });
});

const ASKED = `query ($institution: InstitutionCode, $tree: Boolean! = false, $asOf: Date!) {
  compareCounts(institution: $institution, tree: $tree, asOf: $asOf) {
    institution tree asOf month more
    total { seated employed paid agreeing differing unknown byRule { rule count } }
    units { unit name seated employed paid differing unknown }
    differences { pid unit name seated employed paid rule undecided says { en zh } }
    gaps { owner coordinate code reason }
  }
}`;

describe('the gateway’s own field', () => {
  it('answers the whole district', () =>
    withGraph(guardedGraph({}), async (graph) => {
      const { data, errors } = await graph.answer(ASKED, { asOf: ruled.asOf });
      expect(errors).toBeUndefined();
      const answered = data?.['compareCounts'] as Record<string, unknown>;
      const rows = await everybody();
      expect(answered).toMatchObject({ institution: null, tree: false, more: false, total: tallyOf(rows) });
      expect(sorted(answered['differences'] as Row[]).map(keyOf)).toEqual(
        sorted(rows.filter(differs)).map(keyOf),
      );
      expect(answered['gaps']).toEqual([]);
    }));

  it('shows refusals to the asker, and counts no difference', () =>
    withGraph(guardedGraph({ finance: { 'Institution.payments': REFUSED } }), async (graph) => {
      const { unit: institution } = (await everybody()).find(differs)!;
      const { data, errors } = await graph.answer(ASKED, { asOf: ruled.asOf, institution });
      expect(errors).toBeUndefined();
      expect(data?.['compareCounts']).toMatchObject({
        institution,
        total: { differing: 0, paid: null, byRule: [] },
        differences: [],
        gaps: [
          {
            owner: 'finance',
            coordinate: 'Institution.payments',
            code: 'SHARING_REFUSED',
            reason: 'AGREEMENT_MISSING',
          },
        ],
      });
    }));

  it('says that the register lacks an institution', () =>
    withGraph(guardedGraph({}), async (graph) => {
      const { errors } = await graph.answer(ASKED, { asOf: ruled.asOf, institution: 'nowhere' });
      expect(errors?.[0]?.extensions['code']).toBe('COMPARED_INSTITUTION_UNKNOWN');
    }));
});

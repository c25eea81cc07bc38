// Changes of facts, followed: the ledger says what a look at everybody would say.
import fc from 'fast-check';
import { fieldOwners } from '../../../gateway/oversight/evidence/owners.ts';
import { readFacts } from '../../../gateway/oversight/follow/facts.ts';
import type { Follower } from '../../../gateway/oversight/follow/follow.ts';
import { touchesBy } from '../../../gateway/oversight/follow/touch.ts';
import type { Rule } from '../../../gateway/oversight/rule/compile.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { openOversight, type Oversight } from '../../../gateway/oversight/run/service.ts';
import { EVERYBODY, sweep } from '../../../gateway/oversight/run/sweep.ts';
import { departments } from '../../../gateway/cli/departments.ts';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { tableOf } from '../../../subgraphs/kit/database/columns.ts';
import { district } from '../../support/demo/district.ts';
import { openRuledDistrict, SUPERGRAPH, type RuledDistrict } from '../../support/rules.ts';
import { ALL_CHANGES, CLOSED_ELSEWHERE, statementOf } from '../../support/rules-changes.ts';

/** Sequences of changes that are tried, each of up to 12; more by the environment. */
const SEQUENCES = Number(process.env['FOURNETS_SEQUENCES'] ?? 8);

describe('a district whose facts change', () => {
  let ruled: RuledDistrict;
  let oversight: Oversight;
  let follower: Follower;
  const rules = new Map<string, Rule>();
  beforeAll(async () => {
    ruled = await openRuledDistrict(district(600, 3, '2026-10'), { guarded: true });
    const { graph, asOf } = ruled;
    const fail = (error: unknown): never => {
      throw error;
    };
    oversight = openOversight({
      graph,
      supergraphSdl: SUPERGRAPH,
      today: () => asOf,
      onFault: (_, error) => fail(error),
    });
    const kept = await oversight.keepBuiltin();
    for (const { ruleId, text } of kept) rules.set(ruleId, graph.compile(text));
    follower = oversight.follow('test', fail);
    await follower.step();
    await oversight.start({
      asOf,
      reason: 'SCHEDULED',
      rules: kept.map(({ ruleId: id, version }) => ({ id, version })),
    });
    await oversight.work('test', 1, new AbortController().signal);
    await ruled.merged.query(CLOSED_ELSEWHERE);
    await catchUp();
  }, 240_000);
  afterAll(() => ruled.close());

  /** What a look at everybody says. */
  const whole = async (): Promise<string[]> => {
    const said: string[] = [];
    for (const [id, rule] of rules)
      for await (const { judged } of sweep(rule, ruled.asOf, EVERYBODY, ruled.graph.ask)) {
        expect(judged.missing).toEqual([]);
        expect(judged.unknown).toEqual([]);
        for (const { key, hits } of judged.found)
          for (const { period, digest } of hits) said.push(`${id} ${key} ${period} ${digest}`);
      }
    return said.sort();
  };
  /** What the ledger says. */
  const kept = async (): Promise<string[]> => {
    const rows = await ruled.merged.query(
      `select rule_id || ' ' || subject || ' ' || period || ' ' || digest as said
       from establishment.finding where present`,
    );
    return rows.map(({ said }) => String(said)).sort();
  };
  const isLeft = async (): Promise<boolean> =>
    (await ruled.merged.query(`select from establishment.run_shard where state = 'PENDING'`)).length > 0;
  /** Follows until nothing changes any more, findings included, and works off what is left to runs. */
  const catchUp = async (): Promise<number> => {
    let subjects = 0;
    for (;;) {
      const followed = await follower.step();
      subjects += followed?.subjects ?? 0;
      if ((followed?.changes ?? 0) > 0) continue;
      if (!(await isLeft())) return subjects;
      await oversight.work('test', 1, new AbortController().signal);
    }
  };

  it('begins with what a run has found', async () => {
    const found = await kept();
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(await whole());
  });

  it('looks at few for a change, and at nobody for none', async () => {
    expect(await catchUp()).toBe(0);
    await ruled.merged.query(statementOf({ table: 'hr.death', text: 'delete from {t} where {row}' }, 1));
    const looked = await catchUp();
    expect(looked).toBeGreaterThan(0);
    expect(looked).toBeLessThan(10);
  });

  it('takes a finding back with its facts, and says why', async () => {
    const [death] = await ruled.merged.query(
      `select subject from establishment.finding where rule_id = 'R12' and present order by subject limit 1`,
    );
    await ruled.merged.query('delete from hr.death where pid = $1', [death?.['subject']]);
    await catchUp();
    const [finding] = await ruled.merged.query(
      `select state, present, (select reason from establishment.finding_event where finding_id = finding.id order by id desc limit 1) as why
       from establishment.finding where rule_id = 'R12' and subject = $1`,
      [death?.['subject']],
    );
    expect(finding).toEqual({ state: 'WITHDRAWN', present: false, why: 'facts no longer show it' });
  });

  it('looks at everybody for a fact about nobody in particular, in one run, whoever was looked at just before', async () => {
    const needed = (level: string) =>
      ruled.merged.query('update establishment.matter_authority set level = $1', [level]);
    const decided = `from establishment.matter where decided_on > '2026-01-01'`;
    const beyond = async (): Promise<string[]> => (await kept()).filter((said) => said.startsWith('R08'));
    await needed('UNIT');
    await catchUp();
    const before = await beyond();
    await ruled.merged.query(`update establishment.matter set title = title || '!'`);
    await follower.step();
    for (const level of ['COMMISSION', 'SUPERIOR']) {
      await needed(level);
      await follower.step();
    }
    expect(
      await ruled.merged.query(
        `select reason, rule_id, subjects from establishment.run_shard join establishment.rule_run on rule_run.id = run_id
         where run_shard.state = 'PENDING'`,
      ),
    ).toEqual([{ reason: 'CHANGE', rule_id: 'R08', subjects: null }]);
    await catchUp();
    const [{ institutions } = {}] = await ruled.merged.query(
      `select count(distinct institution_code)::int as institutions ${decided} and deciding_level <> 'SUPERIOR'`,
    );
    const after = await beyond();
    expect(new Set(after.map((said) => said.split(' ')[1])).size).toBeGreaterThanOrEqual(
      Number(institutions),
    );
    expect(after.length).toBeGreaterThan(before.length);
    expect(await kept()).toEqual(await whole());
  });

  it('looks at the institution of a problem whose finding goes and comes back elsewhere', async () => {
    const [{ subject, number, code, day } = {}] = await ruled.merged.query(
      `select problem.subject, number, problem.institution_code as code, died_on::text as day
       from establishment.problem join establishment.finding using (rule_id, subject) join hr.death on pid = subject
       where rule_id = 'R12' and present and problem.institution_code is distinct from finding.institution_code
       order by number limit 1`,
    );
    const relapsed = async (): Promise<boolean> =>
      (await kept()).some((said) => said.startsWith(`R30 ${String(code)} ${String(number)} `));
    const died = async (on: unknown): Promise<boolean> => {
      await ruled.merged.query('update hr.death set died_on = $2 where pid = $1', [subject, on]);
      await catchUp();
      return relapsed();
    };
    expect(await relapsed()).toBe(true);
    expect(await died(ruled.asOf)).toBe(false);
    expect(await died(day)).toBe(true);
  });

  it('has in its ledger what a run would find, after any changes', async () => {
    const change = fc.record({
      of: fc.nat(ALL_CHANGES.length - 1),
      seed: fc.nat(100_000),
      followed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        const statements: string[] = [];
        for (const { of, seed, followed } of changes) {
          const statement = statementOf(ALL_CHANGES[of]!, seed);
          statements.push(followed ? `${statement}; followed` : statement);
          // What a rule of the table refuses is no change.
          await ruled.merged.query(statement).catch(() => undefined);
          if (followed) await follower.step();
        }
        await catchUp();
        expect({ statements, found: await kept() }).toEqual({ statements, found: await whole() });
      }),
      { numRuns: SEQUENCES, seed: 20_261_130, endOnFailure: true },
    );
  }, 600_000);

  it('has a version that a person puts to work look at everybody', async () => {
    const text = ruleFiles().find(({ file }) => file.startsWith('R14'))?.text ?? '';
    const [saved] = await ruled.merged.query(
      `insert into establishment.rule_version (rule_id, version, text, parameters, digest, origin, saved_by)
       values ('R14', 2, $1, '{}', repeat('a', 64), 'SAVED', 'clerk') returning version`,
      [text],
    );
    expect(saved).toEqual({ version: 2 });
    await ruled.merged.query(`update establishment.rule set active_version = 2 where id = 'R14'`);
    await ruled.merged.query(`insert into establishment.change (fact, subject) values ('rule', 'R14')`);
    await catchUp();
    await oversight.work('test', 1, new AbortController().signal);
    const [{ found } = {}] = await ruled.merged.query(
      `select count(*) filter (where rule_version = 2)::int as found from establishment.finding
       where rule_id = 'R14' and present`,
    );
    expect(found).toBeGreaterThan(0);
    expect(
      await ruled.merged.query(
        `select count(*)::int as old from establishment.finding where rule_id = 'R14' and rule_version = 1 and present`,
      ),
    ).toEqual([{ old: 0 }]);
  });

  it('is followed by one process at a time', async () => {
    const other = oversight.follow('other', () => undefined);
    expect(await other.step()).toBeUndefined();
    await ruled.merged.query(`update establishment.follower set lease_until = now() - interval '1 second'`);
    expect(await other.step()).toMatchObject({ more: false });
  });
});

describe('what touches a rule', () => {
  let ruled: RuledDistrict;
  beforeAll(async () => {
    ruled = await openRuledDistrict(district(600, 1, '2026-10'));
  }, 120_000);
  afterAll(() => ruled.close());

  const factsOf = (name: DepartmentName): ReadonlySet<string> =>
    new Set(departments[name].tables.map(({ entity }) => tableOf(entity).name));
  const FACTS = Object.fromEntries(DEPARTMENT_NAMES.map((name) => [name, factsOf(name)]));

  it.each(ruleFiles())('$file: every table that its statements read', async ({ text }) => {
    const rule = ruled.graph.compile(text);
    ruled.statements.length = 0;
    // What an institution is called touches nobody: it changes a word of what is said, and no fact.
    const unnamed = { names: false };
    for await (const _ of sweep(rule, ruled.asOf, EVERYBODY, ruled.graph.ask, unnamed));
    const read = new Set(
      ruled.statements.flatMap(({ department, text: sql }) =>
        [...sql.matchAll(/\b(?:from|join)\s+([a-z_]+)/g)].flatMap(([, table = '']) =>
          FACTS[department]?.has(table) === true ? [`${department}.${table}`] : [],
        ),
      ),
    );
    const touched = touchesBy(fieldOwners(SUPERGRAPH), readFacts(SUPERGRAPH))(rule);
    expect(touched.filter(({ facts }) => facts === undefined)).toEqual([]);
    const known = new Set(
      touched.flatMap(({ owner, facts = [] }) => facts.map((fact) => `${owner}.${fact}`)),
    );
    expect([...read].filter((table) => !known.has(table))).toEqual([]);
  });
});

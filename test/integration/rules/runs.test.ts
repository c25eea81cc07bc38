// Runs of standing rules over a district: in whatever parts and order, whoever is away meanwhile, and as facts go.
import fc from 'fast-check';
import type { DepartmentName } from '../../../schema/departments.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { district } from '../../support/demo/district.ts';
import { openOversight } from '../../../gateway/oversight/run/service.ts';
import { beginner } from '../../../gateway/oversight/watch/begin.ts';
import { openRuledDistrict, SUPERGRAPH, type RuledDistrict } from '../../support/rules.ts';
import { openRuleLedger, type Entered, type RuleLedger } from '../../support/rules-ledger.ts';

/** Runs of each property; `FOURNETS_RULE_RUNS` for more. */
const RUNS = Number(process.env['FOURNETS_RULE_RUNS'] ?? 8);

const subjectOf = new Map(
  ruleFiles().map(({ file, text }) => [
    file.slice(0, file.indexOf('-')),
    /subject: (\w+)/.exec(text)?.[1] ?? '',
  ]),
);
const BUILTIN = [...subjectOf.keys()];

let ruled: RuledDistrict;
let work: RuleLedger;
const inOnePiece = new Map<string, Promise<Entered[]>>();
const keys = new Map<string | undefined, readonly string[]>();

beforeAll(async () => {
  ruled = await openRuledDistrict(district(600, 7), { guarded: true });
  work = openRuleLedger(ruled);
  for (const [subject, column, table] of [
    ['PERSON', 'pid', 'hr.person'],
    ['INSTITUTION', 'code', 'establishment.institution'],
  ] as const) {
    const rows = await ruled.merged.query(`select distinct ${column} as key from ${table} order by 1`);
    keys.set(subject, ['f'.repeat(32), ...rows.map(({ key }) => String(key))]);
  }
}, 120_000);
afterAll(() => ruled.close());

/** What a rule finds in one piece. */
const foundInOnePiece = (builtin: string): Promise<Entered[]> => {
  const find = async (): Promise<Entered[]> => {
    const rule = await work.fresh(builtin);
    await work.run(rule, { bounds: [] });
    return work.findings(rule);
  };
  const found = inOnePiece.get(builtin) ?? find();
  inOnePiece.set(builtin, found);
  return found;
};

const rules = fc.constantFrom(...BUILTIN);
/** Places among the keys that a rule is about, as its parts end at them. */
const places = fc.uniqueArray(fc.nat(100_000), { maxLength: 6 });
const boundsOf = (builtin: string, drawn: readonly number[]): string[] => {
  const own = keys.get(subjectOf.get(builtin)) ?? [];
  return [...new Set(drawn.map((place) => own[place % own.length] ?? ''))];
};
const order = fc.array(fc.nat(100), { minLength: 7, maxLength: 7 });

it('find the same in parts of any bounds, in any order, by any number of workers; once more changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      rules,
      places,
      places,
      order,
      fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
      async (builtin, bounds, others, shuffled, workers) => {
        const expected = await foundInOnePiece(builtin);
        const rule = await work.fresh(builtin);
        await work.run(rule, {
          bounds: boundsOf(builtin, bounds),
          order: shuffled,
          ...(workers === undefined ? {} : { workers }),
        });
        expect(await work.findings(rule)).toEqual(expected);
        const events = await work.events(rule);
        expect(events).toEqual(expected.length === 0 ? {} : { APPEARED: expected.length });
        await work.run(rule, { bounds: boundsOf(builtin, others) });
        expect(await work.findings(rule)).toEqual(expected);
        expect(await work.events(rule)).toEqual(events);
      },
    ),
    { numRuns: RUNS },
  );
});

/** What is left of findings: those that are withdrawn, whole, are gone. */
const standing = (findings: readonly Entered[]): Entered[] =>
  findings.filter(
    ({ state, present, unknownOwners }) => state !== 'WITHDRAWN' || present || unknownOwners !== null,
  );

/** What may be said of a subject while an owner is away: what one piece says, or that it is unknown because of the owner. */
const honest = (found: Entered, expected: readonly Entered[], owner: string): Entered | undefined => {
  const { subject, period, unknownOwners, state } = found;
  const because = unknownOwners === null ? null : [owner];
  if (state === 'UNKNOWN')
    return { subject, period, state, present: false, digest: null, unknownOwners: [owner] };
  const was = expected.find((one) => one.subject === subject && one.period === period);
  return was && { ...was, unknownOwners: because };
};

let noted = 0;

it('take no finding for clean while an owner is away, and are what they were when it answers', async () => {
  const picked = fc.record({
    builtin: rules,
    owner: fc.nat(3),
    bounds: places,
    away: fc.uniqueArray(fc.nat(6), { minLength: 1 }),
    known: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(picked, async ({ builtin, owner: place, bounds, away, known }) => {
      const others = work.othersOf(builtin);
      fc.pre(others.length > 0);
      const owner = others[place % others.length] as DepartmentName;
      const expected = await foundInOnePiece(builtin);
      const rule = await work.fresh(builtin);
      if (known) await work.run(rule, { bounds: [] });
      const run = await work.run(rule, {
        bounds: boundsOf(builtin, bounds),
        before: (part) => {
          if (away.includes(part)) ruled.away.add(owner);
          else ruled.away.delete(owner);
        },
      });
      ruled.away.clear();
      const meanwhile = await work.findings(rule);
      noted += meanwhile.filter(({ unknownOwners }) => unknownOwners !== null).length;
      expect(meanwhile).toEqual(meanwhile.map((found) => honest(found, expected, owner)));
      // What was known before is there all the while.
      const kept = meanwhile.filter(({ state }) => state === 'SUSPECTED');
      expect(kept.length >= (known ? expected.length : 0)).toBe(true);
      await work.goOn(run);
      expect(standing(await work.findings(rule))).toEqual(expected);
    }),
    { numRuns: RUNS, examples: [[{ builtin: 'R12', owner: 0, bounds: [], away: [0], known: true }]] },
  );
  expect(noted).toBeGreaterThan(0);
});

it('name the agreements of an owner that was away in the evidence of what is found when it is back', async () => {
  const begun = openRuleLedger(ruled);
  const rule = await begun.fresh('R12');
  const run = await begun.run(rule, { bounds: [], before: () => void ruled.away.add('finance') });
  ruled.away.clear();
  await begun.goOn(run);
  const told = await begun.agreementsTold(rule);
  expect(told.length).toBeGreaterThan(0);
  for (const { finance } of told)
    expect(finance).toEqual(expect.arrayContaining([expect.stringMatching(/^编规共享〔2025〕/)]));
});

it.each([
  ['R12', 'hr', 'death'],
  ['R13', 'hr', 'retirement'],
  ['R02', 'establishment', 'movement'],
  ['R18', 'organization', 'loan'],
] as const)('of %s withdraw the finding with the fact of %s, its %s', async (builtin, owner, table) => {
  const nobody = 'f'.repeat(32);
  const move = (from: string, to: string): Promise<unknown> =>
    ruled.merged.queryAs(owner, `update ${table} set pid = $2 where pid = $1`, [from, to]);
  const expected = await foundInOnePiece(builtin);
  const rule = await work.fresh(builtin);
  await work.run(rule, { bounds: [] });
  const holders = await ruled.merged.queryAs(owner, `select distinct pid from ${table}`);
  const hit = expected.find(({ subject }) => holders.some(({ pid }) => pid === subject));
  if (hit === undefined) throw new Error(`nobody of ${table} is hit`);
  const one = async (): Promise<Entered[]> =>
    (await work.findings(rule)).filter(({ subject }) => subject === hit.subject);
  const before = await one();
  await move(hit.subject, nobody);
  try {
    await work.run(rule, { bounds: [] });
    const gone = (await one()).filter(({ period, digest }) =>
      before.some((was) => was.period === period && was.digest === digest),
    );
    expect(gone).toEqual(
      before.map((was) => ({ ...was, state: 'WITHDRAWN', present: false, unknownOwners: null })),
    );
  } finally {
    await move(nobody, hit.subject);
  }
  await work.run(rule, { bounds: [hit.subject] });
  expect(standing(await work.findings(rule))).toEqual(expected);
  expect(await work.events(rule)).toMatchObject({ WITHDRAWN: expect.any(Number), REAPPEARED: before.length });
});

it('fail with the code where an owner refuses to say who the subjects are, and wait for nobody', async () => {
  const rule = await work.fresh('R12');
  // What is shared with the office for standing rules is shared with its system.
  const refusing = `update agreement set state = $1
    where consumer_name in ('fournets-oversight', 'establishment') and 'STANDING_RULE' = any(purpose_kinds)`;
  await ruled.merged.queryAs('hr', refusing, ['SUSPENDED']);
  ruled.agreementsChanged();
  try {
    const { id } = await work.oversight.ledger.start({
      asOf: ruled.asOf,
      reason: 'DEMAND',
      rules: [rule],
      bounds: [],
    });
    await work.oversight.work('test', 1, new AbortController().signal);
    expect(await work.oversight.ledger.run(id)).toMatchObject({
      state: 'FAILED',
      progress: { waitingFor: [], errors: [expect.stringMatching(/^SHARING_REFUSED: hr /)] },
    });
    expect(work.faults.splice(0)).toEqual([{ rule: rule.id, code: 'SHARING_REFUSED' }]);
  } finally {
    await ruled.merged.queryAs('hr', refusing, ['GRANTED']);
    ruled.agreementsChanged();
  }
});

it('fail with the code where a rule goes on for too long, and say where', async () => {
  const { text } = ruleFiles().find(({ file }) => file.startsWith('R12-'))!;
  const long = text.replace(
    /condition: "/,
    'condition: "monthsOf(\\"1930-01\\", asOf).exists(a, asOf in monthsOf(a, asOf)) || ',
  );
  const [kept] = await work.oversight.ledger.keepBuiltin([{ id: 'R2000', text: long, floor: 0 }]);
  const { id } = await work.oversight.ledger.start({
    asOf: ruled.asOf,
    reason: 'DEMAND',
    rules: [{ id: 'R2000', version: kept!.version }],
    bounds: [],
  });
  await work.oversight.work('test', 1, new AbortController().signal);
  expect(await work.oversight.ledger.run(id)).toMatchObject({
    state: 'FAILED',
    progress: { errors: [expect.stringMatching(/^RULE_TOO_MUCH_WORK: .*, in condition \(\d+:\d+\)/)] },
  });
  expect(work.faults.splice(0)).toEqual([{ rule: 'R2000', code: 'RULE_TOO_MUCH_WORK' }]);
});

it('begin with rules that are kept already by one look at the ledger', async () => {
  const asked: string[] = [];
  const { keepBuiltin } = openOversight({
    graph: {
      ...ruled.graph,
      request: (text, variables) => {
        asked.push(text);
        return ruled.graph.request(text, variables);
      },
    },
    supergraphSdl: SUPERGRAPH,
    today: () => ruled.asOf,
    onFault: (_, error) => {
      throw error;
    },
  });
  const kept = await keepBuiltin();
  expect(kept).toHaveLength(BUILTIN.length);
  asked.length = 0;
  expect(await keepBuiltin()).toEqual(kept);
  expect(asked).toHaveLength(1);
  const [{ file, text }] = ruleFiles() as [ReturnType<typeof ruleFiles>[number]];
  const [changed] = await keepBuiltin([{ file, text: `# Another text.\n${text}` }]);
  expect(changed).toMatchObject({ version: kept[0]!.version + 1 });
  expect((await keepBuiltin())[0]).toMatchObject({ version: kept[0]!.version + 2 });
});

it('begin at once with the built-in rules that an upgrade changed, and with no others', async () => {
  const { ledger } = work.oversight;
  const sql = (text: string, values: readonly unknown[] = []) =>
    ruled.merged.queryAs('establishment', text, values);
  const start = (texts: ReturnType<typeof ruleFiles>) =>
    beginner({
      oversight: { ...work.oversight, keepBuiltin: () => work.oversight.keepBuiltin(texts) },
      clock: { day: () => ruled.asOf },
      shards: 2,
    });
  const kept = await work.oversight.keepBuiltin();
  await work.run(await work.fresh('R12'), { bounds: [] });
  expect(await ledger.hasRuns()).toBe(true);
  const [last] = await sql('select max(id) as id from rule_run');
  const begun = () =>
    sql(
      `select reason, rule_id as rule, rule_version as version, count(*)::int as shards
       from rule_run join run_shard on run_id = rule_run.id where rule_run.id > $1 group by 1, 2, 3`,
      [last!['id']],
    );
  await start(ruleFiles())();
  expect(await begun()).toEqual([]);
  const [{ file, text }, ...others] = ruleFiles() as [ReturnType<typeof ruleFiles>[number]];
  const upgraded = [{ file, text: `# Of an upgrade.\n${text}` }, ...others];
  const begin = start(upgraded);
  await begin();
  await begin();
  await start(upgraded)();
  const { ruleId, version } = kept[0]!;
  expect(await begun()).toEqual([{ reason: 'CHANGE', rule: ruleId, version: expect.any(Number), shards: 2 }]);
  const active = (await ledger.activeRules()).find((rule) => rule.ruleId === ruleId);
  expect((await begun())[0]).toMatchObject({ version: active!.version });
  expect(active!.version).toBeGreaterThan(version);
});

it('have a number, else nobody has it', async () => {
  await expect(work.oversight.ledger.run('999999')).rejects.toMatchObject({ code: 'RULE_RUN_UNKNOWN' });
});

// Standing rules at work over a planted district: runs in parts of any bounds, and what the ledger has afterwards.
import { openOversight, type Oversight } from '../../gateway/oversight/run/service.ts';
import type { Evidence } from '../../gateway/oversight/evidence/evidence.ts';
import { fieldOwners } from '../../gateway/oversight/evidence/owners.ts';
import { ruleFiles } from '../../gateway/oversight/rule/files.ts';
import { SUPERGRAPH, type RuledDistrict } from './rules.ts';

/** A finding, without its numbers and times. */
export interface Entered {
  readonly subject: string;
  readonly period: string;
  readonly state: string;
  readonly present: boolean;
  readonly digest: string | null;
  readonly unknownOwners: readonly string[] | null;
}

/** A rule with a ledger of its own. */
export interface LedgerRule {
  readonly id: string;
  readonly version: number;
}

/** How a run is worked off. */
export interface Way {
  /** Keys at which its parts end. */
  readonly bounds: readonly string[];
  /** Numbers by which the parts are ordered; left out: in the order of their keys. */
  readonly order?: readonly number[] | undefined;
  readonly workers?: number;
  /** Called before each part, with its place in the order. */
  readonly before?: (part: number) => void;
}

/** The oversight over a district, with what a test does with it. */
export interface RuleLedger {
  readonly oversight: Oversight;
  /** Rules that could not be run, and the codes of why. */
  readonly faults: { readonly rule: string; readonly code: unknown }[];
  /** The built-in rule of a number, whose findings are told apart from those of any other call. */
  readonly fresh: (builtin: string) => Promise<LedgerRule>;
  /** Works a run off, part by part, but for parts that wait for an owner; its number. */
  readonly run: (rule: LedgerRule, way: Way) => Promise<string>;
  /** Works off what waits for an owner. */
  readonly goOn: (run: string) => Promise<void>;
  readonly findings: (rule: LedgerRule) => Promise<Entered[]>;
  /** Agreements that the evidence of each finding names, by owner. */
  readonly agreementsTold: (
    rule: LedgerRule,
  ) => Promise<readonly Readonly<Record<string, readonly string[] | null>>[]>;
  /** How often each thing became of findings. */
  readonly events: (rule: LedgerRule) => Promise<Readonly<Record<string, number>>>;
  /** Owners whose data a built-in rule reads, but for the office. */
  readonly othersOf: (builtin: string) => readonly string[];
}

const codeOf = (error: unknown): unknown =>
  (error as { readonly extensions?: Readonly<Record<string, unknown>> }).extensions?.['code'] ?? error;

const NEVER = new AbortController().signal;

const textOf = (builtin: string): string => {
  const found = ruleFiles().find(({ file }) => file.startsWith(`${builtin}-`));
  if (found === undefined) throw new Error(`no rule ${builtin}`);
  return found.text;
};

/** Rules with ledgers of their own, of all who work over a district. */
let made = 0;

/** Puts the rules to work over a guarded district; a rule that cannot be run fails the test. */
export const openRuleLedger = ({ graph, merged, asOf }: RuledDistrict): RuleLedger => {
  const faults: { rule: string; code: unknown }[] = [];
  const oversight = openOversight({
    graph,
    supergraphSdl: SUPERGRAPH,
    today: () => asOf,
    onFault: ({ rule }, error) => void faults.push({ rule, code: codeOf(error) }),
  });
  const sql = (text: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> =>
    merged.queryAs('establishment', text, values);
  const work = async (workers = 1): Promise<void> => {
    await oversight.work('test', workers, NEVER);
    expect(faults).toEqual([]);
  };
  /** Shards of a run in the order of their keys, held back until they are released. */
  const held = async (run: string): Promise<string[]> => {
    const rows = await sql(
      `with held as (
         update run_shard set state = 'WAITING', not_before = 'infinity', waiting_for = '{}' where run_id = $1 returning id
       ) select id from held order by id`,
      [run],
    );
    return rows.map(({ id }) => String(id));
  };
  const release = (id: string): Promise<unknown> =>
    sql(`update run_shard set state = 'PENDING', not_before = null, waiting_for = null where id = $1`, [id]);

  return {
    oversight,
    faults,
    fresh: async (builtin) => {
      const [kept] = await oversight.ledger.keepBuiltin([
        { id: `R${(made += 1) + 1000}`, text: textOf(builtin), floor: 0 },
      ]);
      return { id: kept!.ruleId, version: kept!.version };
    },
    run: async (rule, { bounds, order = [], workers, before }) => {
      const { id } = await oversight.ledger.start({ asOf, reason: 'DEMAND', rules: [rule], bounds });
      const shards = await held(id);
      const placeOf = (index: number): number => order[index] ?? index;
      const ordered = shards.map((shard, index) => ({ shard, at: placeOf(index) }));
      ordered.sort((one, other) => one.at - other.at);
      for (const [part, { shard }] of ordered.entries()) {
        await release(shard);
        before?.(part);
        if (workers === undefined) await work();
      }
      if (workers !== undefined) await work(workers);
      return id;
    },
    goOn: async (run) => {
      await sql(`update run_shard set not_before = now() where run_id = $1 and state = 'WAITING'`, [run]);
      await work();
      expect((await oversight.ledger.run(run)).state).toBe('DONE');
    },
    findings: async ({ id }) =>
      (await sql(
        `select subject, period, state, present, digest, unknown_owners as "unknownOwners" from finding
         where rule_id = $1 order by subject, period`,
        [id],
      )) as unknown as Entered[],
    agreementsTold: async ({ id }) => {
      const rows = await sql('select evidence from finding where rule_id = $1 and present', [id]);
      return rows.map(({ evidence }) => {
        const { owners } = (typeof evidence === 'string' ? JSON.parse(evidence) : evidence) as Evidence;
        return Object.fromEntries(owners.map(({ owner, agreements }) => [owner, agreements]));
      });
    },
    events: async ({ id }) =>
      Object.fromEntries(
        (
          await sql(
            `select action, count(*)::int as count from finding_event join finding on finding.id = finding_id
             where rule_id = $1 group by action order by action`,
            [id],
          )
        ).map(({ action, count }) => [String(action), Number(count)]),
      ),
    othersOf: (builtin) =>
      fieldOwners(SUPERGRAPH)
        .readBy(graph.compile(textOf(builtin)))
        .filter((owner) => owner !== 'establishment'),
  };
};

// The ledger of rules, runs and findings, as the establishment office keeps it: reached by GraphQL like anybody's data.
import { z } from 'zod';
import { CodedError } from '../../../schema/errors.ts';
import { connectionPages } from '../connection.ts';
import type { Request } from '../graph.ts';

const Version = z.object({
  ruleId: z.string(),
  version: z.int(),
  text: z.string(),
  parameters: z.string().nullable(),
  origin: z.string(),
});

/** A version of a rule as the ledger keeps it. */
export interface RuleVersion {
  readonly ruleId: string;
  readonly version: number;
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** BUILTIN or SAVED. */
  readonly origin: string;
}

const versionOf = ({ parameters, ...version }: z.infer<typeof Version>): RuleVersion => ({
  ...version,
  parameters: parameters === null ? {} : (JSON.parse(parameters) as Record<string, unknown>),
});

const Rules = z.object({
  rules: z.array(z.object({ id: z.string(), active: Version.nullable(), decidedBy: z.string().nullable() })),
});

/** A rule as people decided about it. */
type KeptRule = z.infer<typeof Rules>['rules'][number];

/** Built-in rules are put to work until a person decides otherwise: neither retired nor replaced by a saved version. */
const giveWayTo = (known: KeptRule | undefined, version: number): boolean => {
  if (known?.active === null || known?.active === undefined) return (known?.decidedBy ?? null) === null;
  return known.active.origin === 'BUILTIN' && known.active.version !== version;
};

/** The version of a built-in rule that is at work already and says the same, so that nothing is to be kept. */
const atWork = (known: KeptRule | undefined, text: string): RuleVersion | undefined => {
  const active = known?.active === null || known === undefined ? undefined : versionOf(known.active);
  const isSame = active?.origin === 'BUILTIN' && active.text === text;
  return isSame && Object.keys(active.parameters).length === 0 ? active : undefined;
};

const Shard = z.object({
  id: z.string(),
  run: z.object({
    id: z.string(),
    asOf: z.string(),
    reason: z.string(),
    institution: z.object({ code: z.string() }).nullable(),
  }),
  rule: Version,
  fromKey: z.string().nullable(),
  upToKey: z.string().nullable(),
  subjects: z.array(z.string()).nullable(),
  cursor: z.string().nullable(),
});

/** Part of a run that a worker has in hand. */
export interface Shard {
  readonly id: string;
  readonly runId: string;
  readonly asOf: string;
  readonly reason: string;
  /** Code of the only institution that the run is about; null for the whole district. */
  readonly institutionCode: string | null;
  readonly rule: RuleVersion;
  /** Key behind which the rest of it begins. */
  readonly after: string | null;
  readonly upTo: string | null;
  /** Only these subjects; null for all of the range. */
  readonly subjects: readonly string[] | null;
}

const shardOf = ({ id, run, rule, fromKey, upToKey, cursor, subjects }: z.infer<typeof Shard>): Shard => ({
  id,
  runId: run.id,
  asOf: run.asOf,
  reason: run.reason,
  institutionCode: run.institution?.code ?? null,
  rule: versionOf(rule),
  after: cursor ?? fromKey,
  upTo: upToKey,
  subjects,
});

const Progress = z.object({
  shards: z.int(),
  shardsDone: z.int(),
  subjectsDone: z.int(),
  subjectsTotal: z.int().nullable(),
  hits: z.int(),
  unknown: z.int(),
  requests: z.int(),
  milliseconds: z.number(),
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  waitingFor: z.array(z.string()).nullable(),
  errors: z.array(z.string()).nullable(),
});
const Run = z.object({ id: z.string(), state: z.string(), asOf: z.string(), progress: Progress });

/** A run and how far it is. */
export type RunState = z.infer<typeof Run>;

const Following = z.object({
  positions: z.array(z.object({ owner: z.string(), cursor: z.string() })),
});

/** Cursors behind the last change of each owner that was evaluated. */
export type Positions = ReadonlyMap<string, string>;

const Subjects = z.object({
  nodes: z.array(z.object({ ruleId: z.string(), subject: z.string() })),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

const Runs = z.object({ nodes: z.array(z.object({ id: z.string() })) });

const Recorded = z.object({
  appeared: z.int(),
  changed: z.int(),
  withdrawn: z.int(),
  undecided: z.int(),
});

export type Recorded = z.infer<typeof Recorded>;

/** A run to be started. */
export interface NewRun {
  readonly asOf: string;
  readonly reason: 'SCHEDULED' | 'DEMAND' | 'CHANGE' | 'LOOK_BACK';
  readonly institutionCode?: string | undefined;
  readonly rules: readonly {
    readonly id: string;
    readonly version: number;
    /** Only these subjects of it. */
    readonly subjects?: readonly string[] | undefined;
  }[];
  /** Keys at which ranges end. */
  readonly bounds: readonly string[];
}

const VERSION = 'ruleId version text parameters origin';
const RUN =
  'id state asOf progress { shards shardsDone subjectsDone subjectsTotal hits unknown requests milliseconds rate secondsLeft waitingFor errors }';
const SHARD = `id fromKey upToKey subjects cursor run { id asOf reason institution { code } } rule { ${VERSION} }`;

const TEXTS = {
  rules: `query Rules { rules: standingRules { id decidedBy active { ${VERSION} } } }`,
  save: `mutation Save($input: RuleInput!) { version: saveRule(input: $input) { ${VERSION} } }`,
  activate:
    'mutation Activate($id: ID!, $version: Int!) { rule: activateRule(id: $id, version: $version) { id } }',
  start: `mutation Start($input: RuleRunInput!) { run: startRuleRun(input: $input) { ${RUN} } }`,
  run: `query Run($id: ID!) { run: ruleRun(id: $id) { ${RUN} } }`,
  runs: 'query Runs { runs: ruleRuns(first: 1) { nodes { id } } }',
  cancel: `mutation Cancel($id: ID!) { run: cancelRuleRun(id: $id) { ${RUN} } }`,
  claim: `mutation Claim($worker: String!, $leaseSeconds: Int!) { shard: claimShard(worker: $worker, leaseSeconds: $leaseSeconds) { ${SHARD} } }`,
  renew:
    'mutation Renew($id: ID!, $worker: String!, $leaseSeconds: Int!) { shard: renewShard(id: $id, worker: $worker, leaseSeconds: $leaseSeconds) { id } }',
  follow: `mutation Follow($worker: String!, $leaseSeconds: Int!, $positions: [FeedPositionInput!]!) {
    following: followChanges(worker: $worker, leaseSeconds: $leaseSeconds, positions: $positions) { positions { owner cursor } }
  }`,
  undecided: `query Undecided($owner: String!, $after: String) {
    page: findings(undecidedBy: $owner, first: 1000, after: $after) { nodes { ruleId subject } pageInfo { hasNextPage endCursor } }
  }`,
  record:
    'mutation Record($input: FindingsInput!) { recorded: recordFindings(input: $input) { appeared changed withdrawn undecided } }',
} as const;

/** A rule of the product on its way into the ledger. */
export interface BuiltinRule {
  readonly id: string;
  readonly text: string;
  readonly floor: number;
}

/** The ledger as the oversight uses it. */
export interface Ledger {
  /** Versions at work. */
  readonly activeRules: () => Promise<RuleVersion[]>;
  /** Keeps built-in rules and puts them to work, except where a person decided otherwise. */
  readonly keepBuiltin: (rules: readonly BuiltinRule[]) => Promise<RuleVersion[]>;
  readonly start: (run: NewRun) => Promise<RunState>;
  /** Throws RULE_RUN_UNKNOWN. */
  readonly run: (id: string) => Promise<RunState>;
  /** True where rules have been run at all. */
  readonly hasRuns: () => Promise<boolean>;
  readonly cancel: (id: string) => Promise<RunState>;
  readonly claim: (worker: string, leaseSeconds: number) => Promise<Shard | undefined>;
  /** Keeps a shard its worker's from now on. Throws LEASE_LOST. */
  readonly renew: (id: string, worker: string, leaseSeconds: number) => Promise<void>;
  /** Makes a worker the one that follows changes and keeps its positions; undefined where another one does. */
  readonly follow: (
    worker: string,
    leaseSeconds: number,
    reached: Positions,
  ) => Promise<Positions | undefined>;
  /** Rules and subjects for which an owner did not answer last. */
  readonly undecidedBy: (owner: string) => Promise<readonly z.infer<typeof Subjects>['nodes'][number][]>;
  readonly record: (input: Readonly<Record<string, unknown>>) => Promise<Recorded>;
}

/** The ledger through the graph. */
export const openLedger = (request: Request): Ledger => {
  const keptRules = async (): Promise<readonly KeptRule[]> =>
    Rules.parse(await request(TEXTS.rules, {})).rules;
  const activeRules: Ledger['activeRules'] = async () =>
    (await keptRules()).flatMap(({ active }) => (active === null ? [] : [versionOf(active)]));
  const runOf = async (text: string, variables: Readonly<Record<string, unknown>>): Promise<RunState> =>
    Run.parse((await request(text, variables))['run']);
  return {
    activeRules,
    keepBuiltin: async (rules) => {
      const known = new Map((await keptRules()).map((rule) => [rule.id, rule]));
      const kept: RuleVersion[] = [];
      for (const { id, text, floor } of rules) {
        const rule = known.get(id);
        const save = async (): Promise<RuleVersion> => {
          const input = { id, text, origin: 'BUILTIN', floor: String(floor) };
          const saved = versionOf(Version.parse((await request(TEXTS.save, { input }))['version']));
          const { version } = saved;
          if (giveWayTo(rule, version)) await request(TEXTS.activate, { id, version });
          return saved;
        };
        kept.push(atWork(rule, text) ?? (await save()));
      }
      return kept;
    },
    start: (run) => runOf(TEXTS.start, { input: run }),
    run: async (id) => {
      const { run } = await request(TEXTS.run, { id });
      if (run === null) throw new CodedError('RULE_RUN_UNKNOWN', { run: id });
      return Run.parse(run);
    },
    hasRuns: async () => Runs.parse((await request(TEXTS.runs, {}))['runs']).nodes.length > 0,
    cancel: (id) => runOf(TEXTS.cancel, { id }),
    claim: async (worker, leaseSeconds) => {
      const { shard } = await request(TEXTS.claim, { worker, leaseSeconds });
      return shard === null ? undefined : shardOf(Shard.parse(shard));
    },
    renew: async (id, worker, leaseSeconds) => {
      await request(TEXTS.renew, { id, worker, leaseSeconds });
    },
    follow: async (worker, leaseSeconds, reached) => {
      const positions = [...reached].map(([owner, cursor]) => ({ owner, cursor }));
      const { following } = await request(TEXTS.follow, { worker, leaseSeconds, positions });
      if (following === null) return undefined;
      return new Map(Following.parse(following).positions.map(({ owner, cursor }) => [owner, cursor]));
    },
    undecidedBy: async (owner) => {
      const found = [];
      const pages = connectionPages(async (after) =>
        Subjects.parse((await request(TEXTS.undecided, { owner, after }))['page']),
      );
      for await (const nodes of pages) found.push(...(nodes ?? []));
      return found;
    },
    record: async (input) => Recorded.parse((await request(TEXTS.record, { input }))['recorded']),
  };
};

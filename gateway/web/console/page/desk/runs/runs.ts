import { boundsFor } from '../../../../../oversight/run/bounds.ts';

/** How far a run is. */
export interface RunProgress {
  readonly shards: number;
  readonly shardsDone: number;
  readonly subjectsDone: number;
  /** An estimate while it is under way. */
  readonly subjectsTotal: number | null;
  readonly hits: number;
  readonly unknown: number;
  /** Subjects in a second. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  readonly waitingFor: readonly string[] | null;
  readonly errors: readonly string[] | null;
}

/** A run of rules. */
export interface RuleRun {
  readonly id: string;
  readonly state: 'PENDING' | 'RUNNING' | 'DONE' | 'CANCELLED' | 'FAILED' | null;
  readonly asOf: string | null;
  readonly institution: { readonly code: string; readonly name: string | null } | null;
  /** How many subjects are named; null where it is about all. */
  readonly namedSubjects: number | null;
  readonly requestedBy: string | null;
  readonly requestedAt: string | null;
  readonly rules: readonly { readonly ruleId: string; readonly version: number }[] | null;
  readonly progress: RunProgress | null;
}

const RUN = `id state asOf requestedBy requestedAt institution { code name } namedSubjects rules { ruleId version }
  progress { shards shardsDone subjectsDone subjectsTotal hits unknown rate secondsLeft waitingFor errors }`;

const LATEST = `{ ruleRuns(first: 20) { nodes { ${RUN} } } }`;

/** The latest runs. */
export const RUNS = `query DeskRuns ${LATEST}`;
/** The same, as long as one of them is under way. */
export const LIVE_RUNS = `query DeskLiveRuns @live ${LATEST}`;
export const START = `mutation DeskStart($input: RuleRunInput!) { run: startRuleRun(input: $input) { id } }`;
export const CANCEL = `mutation DeskCancel($id: ID!) { run: cancelRuleRun(id: $id) { id } }`;

/** Parts of each rule of a run of the whole district: workers take one at a time. */
const SHARDS = 4;

/** A run as the ledger is asked for it. */
export const runInput = (
  asOf: string,
  unit: string,
  rules: readonly { readonly id: string; readonly version: number }[],
) => ({
  asOf,
  reason: 'DEMAND',
  institutionCode: unit === '' ? null : unit,
  rules,
  bounds: unit === '' ? boundsFor(SHARDS) : [],
});

/** True while there is something to wait for. */
export const isUnderWay = ({ state }: Pick<RuleRun, 'state'>): boolean =>
  state === 'PENDING' || state === 'RUNNING';

import { undecidingOf } from '../evidence/deciding.ts';
import { evidenceOf } from '../evidence/evidence.ts';
import { agreementsBy } from '../evidence/agreements.ts';
import { fieldOwners } from '../evidence/owners.ts';
import type { RuleGraph } from '../graph.ts';
import type { Rule } from '../rule/compile.ts';
import type { Bell } from '../follow/bell.ts';
import type { Follower } from '../follow/follow.ts';
import { followingOf } from '../follow/open.ts';
import { ruleFiles, type RuleFile } from '../rule/files.ts';
import { boundsFor } from './bounds.ts';
import type { MakeEvidence } from './findings.ts';
import { openLedger, type Ledger, type NewRun, type RuleVersion, type RunState } from './ledger.ts';
import { membersBy } from './members.ts';
import { compiledBy, workShards, type OnFault } from './work.ts';

/** Seconds after which a shard of a worker that is gone is another's: whoever is there says it again meanwhile. */
const LEASE_SECONDS = 60;

export interface OversightOptions {
  readonly graph: RuleGraph;
  readonly supergraphSdl: string;
  /** The day of today, YYYY-MM-DD. */
  readonly today: () => string;
  /** Told of each rule that cannot be run, with why; the others go on. */
  readonly onFault: OnFault;
}

/** Standing rules at work over one graph. */
export interface Oversight {
  readonly ledger: Ledger;
  /**
   * Keeps the built-in rules in the ledger, or texts in their place, and puts new versions of them to work, but for those
   * that do not fit the graph.
   */
  readonly keepBuiltin: (rules?: readonly RuleFile[]) => Promise<RuleVersion[]>;
  readonly start: (
    run: Omit<NewRun, 'bounds'> & { readonly shards?: number | undefined },
  ) => Promise<RunState>;
  /** Works off what is to be done, by so many workers at once. */
  readonly work: (
    worker: string,
    workers: number,
    signal: AbortSignal,
    leaseSeconds?: number,
  ) => Promise<void>;
  /** Follows what changes, as one process of several; where a bell is given, it looks when that rings, too. */
  readonly follow: (worker: string, onFault: (error: unknown) => void, bell?: Bell) => Follower;
}

/** Puts standing rules to work: any number of processes may do so over the same ledger. */
export const openOversight = (options: OversightOptions): Oversight => {
  const { graph, supergraphSdl, onFault } = options;
  const ledger = openLedger(graph.request);
  const owners = fieldOwners(supergraphSdl);
  const agreements = agreementsBy(graph.request, options.today);
  const makeEvidence = async (rule: Rule, asOf: string): Promise<MakeEvidence> => {
    const make = evidenceOf(rule, owners, await agreements(owners.readBy(rule)));
    const undeciding = undecidingOf(rule, asOf);
    return (row, hit) => make(row, undeciding(row, hit), asOf, new Date().toISOString());
  };
  const membersOf = membersBy(graph.request);
  const compiled = compiledBy(graph);
  return {
    ledger,
    keepBuiltin: (rules = ruleFiles()) =>
      ledger.keepBuiltin(
        rules.flatMap(({ file, text }) => {
          try {
            const { id, floor } = graph.compile(text).metadata;
            return { id, text, floor };
          } catch (error) {
            onFault({ rule: file }, error);
            return [];
          }
        }),
      ),
    start: ({ shards = 1, ...run }) =>
      ledger.start({ ...run, bounds: run.institutionCode === undefined ? boundsFor(shards) : [] }),
    follow: followingOf({
      graph,
      supergraphSdl,
      owners,
      ledger,
      compiled,
      evidenceOf: makeEvidence,
      today: options.today,
      onFault,
    }),
    work: async (worker, workers, signal, leaseSeconds = LEASE_SECONDS) => {
      await Promise.all(
        Array.from({ length: workers }, (_, index) =>
          workShards({
            graph,
            compiled,
            ledger,
            worker: `${worker}/${index + 1}`,
            evidenceOf: makeEvidence,
            membersOf,
            leaseSeconds,
            onFault,
            signal,
          }),
        ),
      );
    },
  };
};

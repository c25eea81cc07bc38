import { createExecutor } from '../../execute.ts';
import type { ServedGraph } from '../../access/own-fields.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';
import { rulesOver } from '../rule/over.ts';
import { inTurns } from '../turns.ts';
import { compareAsClient } from './ask.ts';
import { compareCounts, type Comparison } from './compare.ts';
import { reasonRules, type Compared } from './explain.ts';
import { listUpTo } from './listed.ts';
import type { Tally } from './tally.ts';

/** Arguments of `Query.compareCounts`. */
interface Asked {
  readonly institution?: string | null;
  readonly tree: boolean;
  readonly asOf: string;
}

interface RuleCount {
  readonly rule: string;
  readonly count: number;
}

type Shown<T extends Tally> = Omit<T, 'byRule'> & { readonly byRule: readonly RuleCount[] };

/** As `schema/gateway.graphql` has it. */
interface Answered extends Omit<Comparison, 'total' | 'units'> {
  readonly total: Shown<Tally>;
  readonly units: readonly Shown<Comparison['units'][number]>[];
  readonly differences: readonly Compared[];
  readonly more: boolean;
}

/** Differences that an answer lists; the totals have all. */
const LISTED_MAX = 1000;

const shown = <T extends Tally>(tally: T): Shown<T> => ({
  ...tally,
  byRule: Object.entries(tally.byRule)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, count]) => ({ rule, count })),
});

/** What is ready once somebody has asked. */
const readyOver = (graph: ServedGraph) => {
  const compile = rulesOver(graph.supergraphSdl);
  return { executor: createExecutor(graph), rules: reasonRules((text) => compile(text)) };
};

/**
 * Answers `Query.compareCounts`: the graph is asked as the client itself, so that it is told what the client would be.
 */
export const compareOver = (
  graph: ServedGraph,
): ((asked: Asked, client: ClientRequest) => Promise<Answered>) => {
  let ready: ReturnType<typeof readyOver> | undefined;

  const compare = async (
    { institution = null, tree, asOf }: Asked,
    client: ClientRequest,
  ): Promise<Answered> => {
    ready ??= readyOver(graph);
    const { executor, rules } = ready;
    const listed = listUpTo(LISTED_MAX);
    const comparison = await compareCounts(
      { institution, tree, asOf },
      { graph: compareAsClient(executor, client), rules, onPerson: listed.add },
    );
    return {
      ...comparison,
      total: shown(comparison.total),
      units: comparison.units.map(shown),
      differences: listed.differences(),
      more: listed.isMore(),
    };
  };

  const take = inTurns();
  return (asked, client) => take(client, () => compare(asked, client));
};

// The gateway's own fields over a district that rules are run over, with guards as a test writes them.
import { readFileSync } from 'node:fs';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { accessFields } from '../../gateway/access/fields.ts';
import { departments } from '../../gateway/cli/departments.ts';
import { COMMITTED_SUPERGRAPH } from '../../gateway/compose/read.ts';
import { clientSdl } from '../../gateway/compose/supergraph.ts';
import { createExecutor, type Answer } from '../../gateway/execute.ts';
import { inProcessOwner } from '../../gateway/fetch/owners/in-process.ts';
import type { Owner } from '../../gateway/fetch/owners/owner.ts';
import { compareAsClient, type CompareGraph } from '../../gateway/oversight/compare/ask.ts';
import { hivePlanner } from '../../gateway/plan/hive.ts';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import type { Asker } from '../../schema/sharing.ts';
import { openSubgraph } from '../../subgraphs/kit/graph/subgraph.ts';
import type { Decision } from '../../subgraphs/kit/sharing/guard.ts';
import { IDENTITY_KEY } from './demo/district.ts';
import { writtenGuard } from './execute/guards.ts';
import type { RuledDistrict } from './rules.ts';
import { askerOf, viewerWith } from './sharing.ts';

const SDL = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
const API = buildSchema(clientSdl(SDL));
const SOMEBODY = askerOf(viewerWith({ department: 'discipline' }));

/** A graph of its own over the district. */
export interface GuardedGraph {
  /** As somebody of discipline sees it. */
  readonly compare: CompareGraph;
  readonly answer: (text: string, variables: object, asker?: Asker) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** The gateway's own fields over owners. */
export const answersOver = (
  owners: ReadonlyMap<string, Owner>,
  asOf: string,
): Pick<GuardedGraph, 'compare' | 'answer'> => {
  const graph = { supergraphSdl: SDL, apiSchema: API, owners, planner: hivePlanner(SDL) };
  const own = accessFields(() => asOf);
  const executor = createExecutor({
    ...graph,
    ownFields: own.resolversOf(graph),
    commandChecks: own.checksOf(graph),
  });
  const client = (asker: Asker) => ({
    viewer: asker.viewer.subject,
    asker,
    signal: new AbortController().signal,
  });
  return {
    compare: compareAsClient(executor, client(SOMEBODY)),
    answer: async (text, variables, asker = SOMEBODY) => {
      const document = parse(text);
      const operation = getOperationAST(document)!;
      return executor.answer({
        documentKey: text,
        document,
        operation,
        variables: { ...variables },
        client: client(asker),
      });
    },
  };
};

/** The departments over a district's data, with guards, and owners as a test wants them. */
export const guardedGraph = (
  ruled: RuledDistrict,
  decisions: Readonly<Partial<Record<DepartmentName, Readonly<Record<string, Decision>>>>>,
  wrap: (owner: Owner) => Owner = (owner) => owner,
): GuardedGraph => {
  const nothing = (): void => undefined;
  const subgraphs = DEPARTMENT_NAMES.map((name) =>
    openSubgraph(departments[name], {
      url: ruled.merged.urlOf(name),
      cipherKey: IDENTITY_KEY,
      today: () => ruled.asOf,
      onBroken: nothing,
      accessLog: { append: async () => undefined },
      guardOf: () => writtenGuard(decisions[name] ?? {}),
    }),
  );
  const owners = new Map(
    subgraphs.map((subgraph) => [subgraph.name, wrap(inProcessOwner(subgraph, nothing, nothing))]),
  );
  return {
    ...answersOver(owners, ruled.asOf),
    close: async () => {
      await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
    },
  };
};

/** Uses a graph and closes it. */
export const withGraph = async (
  made: GuardedGraph,
  use: (graph: GuardedGraph) => Promise<void>,
): Promise<void> => {
  try {
    await use(made);
  } finally {
    await made.close();
  }
};

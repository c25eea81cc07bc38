// One supergraph over computed subgraphs, answered by three executors: ours with either planner, and the stock one.
import { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { ClientRequest } from '../../../gateway/fetch/owners/client-request.ts';
import { fixedSupergraph } from '../../../gateway/compose/source.ts';
import { fixedDirectory } from '../../../gateway/fetch/owners/directory.ts';
import type { Owner } from '../../../gateway/fetch/owners/owner.ts';
import { hostGraph } from '../../../gateway/host.ts';
import { PLANNERS, type PlannerName } from '../../../gateway/plan/choose.ts';
import { formatError } from '../../../gateway/receive/errors.ts';
import type { RandomOperation } from './operations.ts';

/** What came back. */
export interface Answer {
  readonly data: unknown;
  readonly errors: readonly GraphQLFormattedError[];
}

type Path = readonly (string | number)[];

/** The null of an answer that an error explains: its place, or that of what contains it. */
const nullOf = (data: unknown, path: Path): Path => {
  let value = data;
  const at = path.findIndex((step) => {
    if (typeof value !== 'object' || value === null) return true;
    value = Reflect.get(value, step);
    return false;
  });
  return at === -1 ? path : path.slice(0, at);
};

/**
 * What two answers must have in common: the data, and which nulls are explained by errors. Where several errors make
 * one null, the specification leaves open which are told.
 */
export const comparable = ({
  data,
  errors,
}: Answer): { readonly data: unknown; readonly nulls: string[] } => ({
  data,
  nulls: [...new Set(errors.map(({ path = [] }) => nullOf(data, path).join('.')))].toSorted(),
});

/** Somebody who answers operations over the supergraph. */
export interface Answerer {
  readonly answer: (operation: RandomOperation) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Starts an executor: `stock`, or ours with a planner. */
export const answerer = async (
  sdl: string,
  owners: readonly Owner[],
  executor: PlannerName | 'stock',
): Promise<Answerer> => {
  const server = new ApolloServer<ClientRequest>({
    gateway: hostGraph({
      executor: executor === 'stock' ? 'stock' : 'own',
      source: fixedSupergraph(sdl),
      directory: fixedDirectory(owners),
      plannerOf: PLANNERS[executor === 'stock' ? 'hive' : executor],
      storedOperations: [],
      log: SILENT,
    }),
    formatError: formatError(() => undefined),
    logger: SILENT,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  });
  await server.start();
  return {
    stop: () => server.stop(),
    answer: async ({ text: query, variables }) => {
      const contextValue = { viewer: 'test', asker: undefined, signal: new AbortController().signal };
      const { body } = await server.executeOperation({ query, variables }, { contextValue });
      if (body.kind !== 'single') throw new Error('an answer in parts');
      const { data, errors = [] } = body.singleResult;
      return JSON.parse(JSON.stringify({ data, errors })) as Answer;
    },
  };
};

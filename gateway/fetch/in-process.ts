import { execute, parse, type DocumentNode } from 'graphql';
import type { Subgraph } from '../../subgraphs/kit/graph/subgraph.ts';
import { maskError, type OnInternalError } from '../../schema/mask.ts';
import type { OnFetch, Owner } from './owner.ts';

/** Operations of one subgraph whose parsed form is kept. The planner makes a few per client operation. */
const DOCUMENTS_KEPT = 1000;

const documentCache = (): ((query: string) => DocumentNode) => {
  const known = new Map<string, DocumentNode>();
  return (query) => {
    const document = known.get(query) ?? parse(query, { noLocation: true });
    if (known.size >= DOCUMENTS_KEPT && !known.has(query)) known.delete(known.keys().next().value ?? '');
    known.set(query, document);
    return document;
  };
};

/** A department in this process: no HTTP and no JSON in between. All fetches of a request share its loaders. */
export const inProcessOwner = (
  subgraph: Subgraph,
  onFetch: OnFetch,
  onInternalError: OnInternalError,
): Owner => {
  const mask = maskError(onInternalError);
  const documentOf = documentCache();
  const contexts = new WeakMap<object, ReturnType<Subgraph['context']>>();
  const contextOf = (request: object): ReturnType<Subgraph['context']> => {
    const context = contexts.get(request) ?? subgraph.context();
    contexts.set(request, context);
    return context;
  };

  return {
    name: subgraph.name,
    place: 'in-process',
    ready: subgraph.ready,
    close: subgraph.close,
    dataSource: {
      process: async ({ request, context }) => {
        const started = performance.now();
        const result = await execute({
          schema: subgraph.schema,
          document: documentOf(request.query ?? ''),
          variableValues: request.variables ?? {},
          contextValue: contextOf(context),
        });
        onFetch(subgraph.name, performance.now() - started, result.errors !== undefined);
        const errors = result.errors?.map((error) => mask(error.toJSON(), error));
        return { data: { ...result.data }, ...(errors === undefined ? {} : { errors }) };
      },
    },
  };
};

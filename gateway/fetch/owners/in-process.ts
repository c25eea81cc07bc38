import type { Compiled, Subgraph } from '../../../subgraphs/kit/graph/subgraph.ts';
import { maskError, type OnInternalError } from '../../../schema/mask.ts';
import { askerFor, perRequest } from './client-request.ts';
import { sharedOwner } from './share.ts';
import type { FetchOperation, OnFetch, Owner } from './owner.ts';

/** A department in this process: no HTTP and no JSON in between. All fetches of a request share its loaders. */
export const inProcessOwner = (
  subgraph: Subgraph,
  onFetch: OnFetch,
  onInternalError: OnInternalError,
): Owner => {
  const mask = maskError(onInternalError);
  const compiled = new WeakMap<FetchOperation, Compiled>();
  const compiledOf = (operation: FetchOperation): Compiled => {
    const known = compiled.get(operation) ?? subgraph.compile(operation.text, operation.name);
    compiled.set(operation, known);
    return known;
  };
  const scopeOf = perRequest((client) => subgraph.scope(client.signal, askerFor(subgraph.name, client)));

  return sharedOwner({
    name: subgraph.name,
    place: 'in-process',
    ready: subgraph.ready,
    close: subgraph.close,
    fetch: async ({ operation, variables, client }) => {
      const started = performance.now();
      const { data, errors } = await compiledOf(operation)(variables, scopeOf(client));
      onFetch(subgraph.name, performance.now() - started, errors !== undefined);
      return { data: data ?? null, errors: errors?.map((error) => mask(error.toJSON(), error)) };
    },
  });
};

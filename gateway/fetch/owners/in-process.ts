import type { CompiledUnrecorded, Subgraph } from '../../../subgraphs/kit/graph/subgraph.ts';
import { maskError, type OnInternalError } from '../../../schema/mask.ts';
import { askerFor, perRequest } from './client-request.ts';
import { shareFetches } from './share.ts';
import type { FetchOperation, OnFetch, Owner, UnrecordedAnswer } from './owner.ts';

/** A department in this process: no HTTP and no JSON in between. All fetches of a request share its loaders. */
export const inProcessOwner = (
  subgraph: Subgraph,
  onFetch: OnFetch,
  onInternalError: OnInternalError,
): Owner => {
  const { name, ready, close } = subgraph;
  const mask = maskError(onInternalError);
  const compiled = new WeakMap<FetchOperation, CompiledUnrecorded>();
  const compiledOf = (operation: FetchOperation): CompiledUnrecorded => {
    const known = compiled.get(operation) ?? subgraph.compileUnrecorded(operation.text, operation.name);
    compiled.set(operation, known);
    return known;
  };
  const scopeOf = perRequest((client) => subgraph.scope(client.signal, askerFor(name, client)));

  const shared = shareFetches(async ({ operation, variables, client }): Promise<UnrecordedAnswer> => {
    const started = performance.now();
    const { answer, record } = await compiledOf(operation)(variables, scopeOf(client));
    onFetch(name, performance.now() - started, answer.errors !== undefined);
    const errors = answer.errors?.map((error) => mask(error.toJSON(), error));
    return { data: answer.data ?? null, errors, record };
  });

  const fetch: Owner['fetch'] = async (request) => {
    const { record, ...answer } = await shared(request);
    if (record === undefined) return answer;
    const { records } = request.client;
    if (records === undefined) await record();
    else records.push(record);
    return answer;
  };

  return { name, place: 'in-process', ready, close, fetch };
};

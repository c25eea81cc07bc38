import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { ServerResponse } from 'node:http';
import type { Purpose, Viewer } from '../../schema/sharing.ts';
import type { ClientRequest } from '../fetch/owners/client-request.ts';
import type { ReceivedRequest } from './client-request.ts';
import { viewerOfRequest } from './identity/require.ts';
import { purposeOfRequest } from './purpose/require.ts';

/** The graph as `@apollo/server` takes it. */
type Graph = ApolloServerOptionsWithGateway<ReceivedRequest>['gateway'];

/** Who asks, and what for. */
export interface Identified {
  readonly viewer: Viewer;
  readonly purpose: Purpose | null;
}

/** Who has sent the request that is answered by a response. */
export const identifiedBy = (response: ServerResponse): Identified => ({
  viewer: viewerOfRequest(response),
  purpose: purposeOfRequest(response),
});

/** Equal only for one person with one purpose: fetches are shared under it. */
const keyOf = ({ viewer: { subject, key }, purpose }: Identified): string =>
  JSON.stringify([subject, key, purpose]);

/** A request as its fetches are made for it, once it is known which document it asks. */
const clientOf = ({ identified, trace, signal }: ReceivedRequest, operation: string): ClientRequest =>
  identified === undefined
    ? { viewer: 'anonymous', asker: undefined, signal }
    : { viewer: keyOf(identified), asker: { ...identified, operation, trace }, signal };

/** Tells the owners whom they answer, whoever runs the plans. */
export const tellOwners = (graph: Graph): Graph => ({
  ...graph,
  load: async (options) => {
    const { executor } = await graph.load(options);
    return {
      executor:
        executor &&
        ((question) =>
          executor({
            ...question,
            context: clientOf(question.context as unknown as ReceivedRequest, question.queryHash),
          })),
    };
  },
});

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { maskError, type OnInternalError } from '../../../schema/mask.ts';
import { askerOfResponse } from '../door/asker.ts';
import type { Door } from '../door/door.ts';
import { answerErrors, answerNotFound, refuseForeignHosts } from '../http/answers.ts';
import { receivedWithin, startListening } from '../http/listen.ts';
import { TOKENS_MAX } from '../execute/compile.ts';
import { answerGateways, untilClosed } from './answer.ts';
import { hostSubgraph } from './hosted.ts';
import type { RequestScope, Subgraph } from './subgraph.ts';

/** Entities of one fetch come in one body: 100,000 representations are about 8 MB. */
const BODY_MAX_BYTES = 16 * 1024 * 1024;

/** Longest time for a request to arrive, in seconds: no gateway waits longer for the answer. */
const RECEIVED_SECONDS = 30;

/**
 * How long a connection stays open without a request. Longer than pools of clients keep theirs, so that the client is
 * the one who closes: else a request meets a connection that is just being closed.
 */
const KEEP_ALIVE_MS = 75_000;

/** A subgraph that listens. */
export interface ServedSubgraph {
  /** Address without a path. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  /** Who is answered at all. */
  readonly door: Door;
  /** Told of errors that are not the client's doing. */
  readonly onInternalError: OnInternalError;
}

/** Serves a department over HTTP: `/graphql` for its gateway, and `/health` and `/ready` for whoever watches it. */
export const serveSubgraph = async (
  subgraph: Subgraph,
  { host, port, door, onInternalError }: ServeOptions,
): Promise<ServedSubgraph> => {
  const app = express().disable('x-powered-by');
  const server = createServer(receivedWithin(RECEIVED_SECONDS), app);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const apollo = new ApolloServer<RequestScope>({
    gateway: hostSubgraph(subgraph),
    introspection: true,
    parseOptions: { maxTokens: TOKENS_MAX },
    includeStacktraceInErrorResponses: false,
    // Whoever started the subgraph stops it.
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: server }),
      ApolloServerPluginInlineTraceDisabled(),
    ],
    formatError: maskError(onInternalError),
  });
  await apollo.start();
  app.use(refuseForeignHosts(host));
  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/ready', async (_request, response) => {
    const ready = await subgraph.ready().then(
      () => true,
      () => false,
    );
    response.status(ready ? 200 : 503).json({ ready });
  });
  app.use(door.enter);
  app.use(
    '/graphql',
    express.json({ limit: BODY_MAX_BYTES, verify: door.verify }),
    door.inside,
    answerGateways(subgraph, onInternalError),
    expressMiddleware(apollo, {
      context: async ({ res }) => subgraph.scope(untilClosed(res), askerOfResponse(res)),
    }),
  );
  app.use(answerNotFound);
  app.use(answerErrors((error) => onInternalError(randomUUID(), error)));
  // Last: who is let in finds everything in its place.
  const url = await startListening(server, host, port);
  return {
    url,
    close: async () => {
      await apollo.stop();
      await subgraph.close();
    },
  };
};

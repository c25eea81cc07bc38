import { createServer, type Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import helmet from 'helmet';
import { OPERATIONS_DIRECTORY } from './compose/read.ts';
import type { ClientRequest } from './fetch/owners/client-request.ts';
import { hostGraph, type HostOptions } from './host.ts';
import { formatError } from './receive/errors.ts';
import { healthRouter } from './receive/health.ts';
import { answerErrors, answerNotFound, refuseForeignHosts } from '../subgraphs/kit/http/answers.ts';
import { countRefusals } from './receive/http/refusals.ts';
import { receiveRequests } from './receive/http/requests.ts';
import { answerInTime } from './receive/limits/deadline.ts';
import { extentLimit } from './receive/limits/extent.ts';
import { TOKENS_MAX } from './receive/limits/text.ts';
import { limitOperations } from './receive/limits/weight-limit.ts';
import { startListening } from '../subgraphs/kit/http/listen.ts';
import type { Logger } from './receive/log.ts';
import type { Metrics } from './receive/metrics.ts';
import { clientRequest } from './receive/client-request.ts';
import { checkOperation } from './receive/operation.ts';
import { observeOperations } from './receive/observe.ts';
import { consoleRouter } from './web/console/serve.ts';

/** A gateway that listens. */
export interface Gateway {
  /** Address without a path, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Answers what is under way, then stops listening. */
  readonly close: () => Promise<void>;
}

export interface GatewayOptions extends HostOptions {
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Longest time for a whole request in seconds; 30 where left out. */
  readonly deadlineSeconds?: number | undefined;
}

const apolloServer = (options: GatewayOptions, server: Server): ApolloServer<ClientRequest> =>
  new ApolloServer<ClientRequest>({
    gateway: answerInTime(hostGraph(options)),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Apollo's own puts a newline behind, for which the whole text is copied.
    stringifyResult: (result) => JSON.stringify(result),
    // Whoever started the gateway stops it.
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: TOKENS_MAX },
    validationRules: [extentLimit],
    formatError: formatError((traceId, error) =>
      options.log.error({ traceId, err: error }, 'internal error'),
    ),
    logger: options.log,
    plugins: [
      observeOperations(options.log, options.metrics),
      checkOperation,
      limitOperations(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer: server }),
    ],
  });

/** Starts the gateway over its owners: the graph at `/graphql`, the console, health and metrics. */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { log, metrics, directory, host, port, deadlineSeconds } = options;
  // No answer to a question is cached, so that hashing it for an ETag would be for nothing.
  const app = express().disable('x-powered-by').disable('etag');
  const server = createServer(app);
  const apollo = apolloServer(options, server);
  await apollo.start();

  app.use(refuseForeignHosts(host));
  app.use(healthRouter(directory.owners, metrics));
  app.get('/', (_request, response) => response.redirect('/console'));
  app.use('/console', consoleRouter({ operationsDirectory: OPERATIONS_DIRECTORY }));
  app.use(
    '/graphql',
    helmet(),
    ...receiveRequests,
    countRefusals(metrics),
    expressMiddleware(apollo, { context: async ({ res }) => clientRequest(res, deadlineSeconds) }),
  );
  app.use(answerNotFound);
  app.use(answerErrors((error) => log.error({ err: error }, 'internal error')));

  // Last: who is let in finds everything in its place.
  const url = await startListening(server, host, port);
  return {
    url,
    close: async () => {
      await apollo.stop();
      await directory.close();
    },
  };
};

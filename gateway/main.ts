import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import type { FormattedExecutionResult } from 'graphql';
import { OPERATIONS_DIRECTORY } from './compose/read.ts';
import { hostGraph, type HostOptions } from './host.ts';
import { identifiedBy, tellOwners } from './receive/asker.ts';
import { formatError } from './receive/errors.ts';
import { healthRouter } from './receive/health.ts';
import { answerErrors, answerNotFound, refuseForeignHosts } from '../subgraphs/kit/http/answers.ts';
import { protectAnswers } from './receive/http/answer-headers.ts';
import { countRefusals } from './receive/http/refusals.ts';
import { openClients, type Clients } from './receive/clients/clients.ts';
import { receiveRequests } from './receive/http/requests.ts';
import { checkLive } from './receive/live/check.ts';
import { serveLive, type Live } from './receive/live/serve.ts';
import type { Identify } from './receive/identity/identify.ts';
import { requireViewer, viewerOfRequest } from './receive/identity/require.ts';
import { answerInTime } from './receive/limits/deadline.ts';
import { extentLimit } from './receive/limits/extent.ts';
import { TOKENS_MAX } from './receive/limits/text.ts';
import { limitOperations } from './receive/limits/weight-limit.ts';
import { receivedWithin, startListening } from '../subgraphs/kit/http/listen.ts';
import type { Logger } from './receive/log.ts';
import type { Metrics } from './receive/metrics.ts';
import { clientRequest, DEADLINE_SECONDS, type ReceivedRequest } from './receive/client-request.ts';
import { checkOperation } from './receive/operation.ts';
import { observeOperations } from './receive/observe.ts';
import { tasksOfOwners } from './receive/purpose/ask.ts';
import { rememberTasks } from './receive/purpose/remember.ts';
import { checkPurpose } from './receive/purpose/require.ts';
import type { TaskSource } from './receive/purpose/task.ts';
import { WrittenData } from './shape/written.ts';
import { consoleRouter, type LoginSettings } from './web/console/serve.ts';

/** A gateway that listens. */
export interface Gateway {
  /** Address without a path, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Answers what is under way, then stops listening. */
  readonly close: () => Promise<void>;
}

/** How it is known who asks, and what for. */
export interface Identity {
  readonly identify: Identify;
  /** The day of today, on which a task must be in force: YYYY-MM-DD. */
  readonly today: () => string;
  /** Where tasks are found; where left out, the departments that act are asked. */
  readonly tasks?: TaskSource | undefined;
  /** An issuer in this server, at its path. */
  readonly issuer?: { readonly path: string; readonly handler: RequestHandler } | undefined;
  /** How people log in to the console. */
  readonly login?: LoginSettings | undefined;
  readonly close?: (() => void) | undefined;
}

export interface GatewayOptions extends HostOptions {
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Longest time in seconds for a request to arrive, and again for it to be answered; 30 where left out. */
  readonly deadlineSeconds?: number | undefined;
  /**
   * Made with the address once it is known, since tokens name their issuer by it. Where left out, nobody is identified:
   * only before the subgraphs of others, which keep their own doors.
   */
  readonly identity?: ((url: string) => Promise<Identity>) | undefined;
  /** Folder with the manifests of what machine clients may ask. */
  readonly manifestsDirectory?: string | undefined;
  /** Requests a minute of a person or a machine client; no limit where left out. */
  readonly ratePerMinute?: number | undefined;
}

/**
 * The text of an answer, and no newline behind it, for which Apollo would copy the whole. What was written is let go of:
 * Apollo keeps its objects beyond quick garbage collections, and with them the answer. Measured on the linked query:
 * a sixth of the collections of everything, which make others wait.
 */
const writeAndLetGo = (result: FormattedExecutionResult): string => {
  const { data, ...rest } = result;
  if (data instanceof WrittenData) {
    const others = JSON.stringify(rest).slice(1, -1);
    return `{${others}${others === '' ? '' : ','}"data":${data.take()}}`;
  }
  const text = JSON.stringify(result);
  if (data) for (const name in data) data[name] = undefined;
  return text;
};

const apolloServer = (options: GatewayOptions, server: Server): ApolloServer<ReceivedRequest> =>
  new ApolloServer<ReceivedRequest>({
    gateway: answerInTime(tellOwners(hostGraph({ ...options, onlyWritten: true }))),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stringifyResult: writeAndLetGo,
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
      // What is followed are types of our graph.
      ...(options.ownFields === undefined ? [] : [checkLive]),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer: server }),
    ],
  });

/** How it is known who asks, and what holds for them. */
interface Asking {
  readonly identity: Identity;
  readonly clients: Clients;
}

const askingOf = async (identity: Identity, options: GatewayOptions): Promise<Asking> => ({
  identity,
  clients: await openClients({
    manifestsDirectory: options.manifestsDirectory,
    operationsDirectory: OPERATIONS_DIRECTORY,
    ratePerMinute: options.ratePerMinute ?? 0,
    viewerOf: viewerOfRequest,
    countUnstored: options.metrics.unstored,
    log: options.log,
  }),
});

/** Handlers that let nobody further who is nobody, who asks too often, or who names a purpose that is not theirs. */
const identifying = (
  { identity: { identify, today, tasks }, clients }: Asking,
  { directory, log }: GatewayOptions,
): RequestHandler[] => [
  requireViewer(identify),
  clients.limit,
  checkPurpose({
    tasks: rememberTasks(tasks ?? tasksOfOwners(directory.owners)),
    today,
    onUnanswered: (owner, error) => log.warn({ owner, err: error }, 'a purpose could not be checked'),
  }),
];

type Handlers = readonly (RequestHandler | ErrorRequestHandler)[];

/** The way of a request to Apollo Server, and of one that is answered with events. */
const graphOf = (
  apollo: ApolloServer<ReceivedRequest>,
  options: GatewayOptions,
  asking: Asking | undefined,
): { readonly handlers: Handlers; readonly live: Live } => {
  const { metrics, deadlineSeconds } = options;
  const identify = asking === undefined ? [] : identifying(asking, options);
  const operations = asking === undefined ? [] : [asking.clients.operations];
  const identified = (response: ServerResponse) =>
    asking === undefined ? undefined : identifiedBy(response);
  const live = serveLive({
    apollo,
    letIn: [...identify, ...operations],
    identifiedBy: identified,
    deadlineSeconds,
    onChange: metrics.live,
  });
  const handlers: Handlers = [
    ...receiveRequests(identify),
    ...operations,
    countRefusals(metrics),
    live.answer,
    expressMiddleware(apollo, {
      context: async ({ res }) => clientRequest(res, identified(res), deadlineSeconds),
    }),
  ];
  return { handlers, live };
};

const appOf = (graph: Handlers, options: GatewayOptions, asking: Asking | undefined): RequestListener => {
  const { log, metrics, directory, host } = options;
  // No answer to a question is cached, so that hashing it for an ETag would be for nothing.
  const app = express().disable('x-powered-by').disable('etag');
  app.use(protectAnswers(), refuseForeignHosts(host));
  app.use(healthRouter(directory.owners, metrics));
  app.get('/', (_request, response) => response.redirect('/console'));
  const { login, today } = asking?.identity ?? {};
  app.use('/console', consoleRouter({ operationsDirectory: OPERATIONS_DIRECTORY, login, today }));
  const issuer = asking?.identity.issuer;
  if (issuer !== undefined) app.use(issuer.path, issuer.handler);
  app.use('/graphql', ...graph);
  app.use(answerNotFound);
  app.use(answerErrors((error) => log.error({ err: error }, 'internal error')));
  return app;
};

/** A server whose requests wait until there is somebody to answer them; in `seconds` each has arrived. */
const waitingServer = (seconds: number) => {
  let open: (app: RequestListener) => void = () => undefined;
  const app = new Promise<RequestListener>((resolve) => {
    open = resolve;
  });
  const server = createServer(
    receivedWithin(seconds),
    (request, response) => void app.then((answer) => answer(request, response)),
  );
  return { server, open };
};

/** Starts the gateway over its owners: the graph at `/graphql`, the console, health and metrics. */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { server, open } = waitingServer(options.deadlineSeconds ?? DEADLINE_SECONDS);
  const apollo = apolloServer(options, server);
  await apollo.start();
  const url = await startListening(server, options.host, options.port);
  let live: Live | undefined;
  const close = async (asking?: Asking): Promise<void> => {
    live?.close();
    await apollo.stop();
    await options.directory.close();
    asking?.clients.close();
    asking?.identity.close?.();
  };
  try {
    const identity = await options.identity?.(url);
    const asking = identity && (await askingOf(identity, options));
    const graph = graphOf(apollo, options, asking);
    live = graph.live;
    open(appOf(graph.handlers, options, asking));
    return { url, close: () => close(asking) };
  } catch (error) {
    await close();
    throw error;
  }
};

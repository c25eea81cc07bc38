// A gateway over one owner in memory whose runs a test moves on, and clients that follow them.
import { buildSchema, graphql, parse } from 'graphql';
import type { OwnFields } from '../../gateway/access/own-fields.ts';
import { fixedSupergraph } from '../../gateway/compose/source.ts';
import { compose } from '../../gateway/compose/supergraph.ts';
import { fixedDirectory } from '../../gateway/fetch/owners/directory.ts';
import type { FetchRequest } from '../../gateway/fetch/owners/owner.ts';
import type { ExecutorName } from '../../gateway/host.ts';
import { startGateway, type Gateway } from '../../gateway/main.ts';
import { hivePlanner } from '../../gateway/plan/hive.ts';
import { createIdentify } from '../../gateway/receive/identity/identify.ts';
import { createLog } from '../../gateway/receive/log.ts';
import { createMetrics } from '../../gateway/receive/metrics.ts';
import { AUDIENCE, ISSUER, NOW, signer } from '../unit/receive/identity/issuer.ts';

const TYPES = `
  type Query { ruleRun(id: ID!): Run ruleRuns: Runs findings: Int }
  type Mutation { cancelRuleRun(id: ID!): Run }
  type Runs { nodes: [Run!] }
  type Run { id: ID! state: String done: Int }`;

const SCHEMA = buildSchema(TYPES);

/** The directive alone: what the gateway answers itself elsewhere needs the types of the five departments. */
const OWN_FIELDS: OwnFields = {
  sdl: 'directive @live on QUERY',
  resolversOf: () => ({}),
  checksOf: () => ({}),
};

/** An event of a stream. */
export interface LiveEvent {
  readonly event: string;
  /** The answer of a `next`. */
  readonly data: unknown;
}

/** A stream that is read. */
export interface Followed {
  readonly status: number;
  readonly type: string | null;
  readonly trace: string | null;
  /** The next event; undefined where the stream has ended. */
  readonly next: () => Promise<LiveEvent | undefined>;
  /** All events to the end. */
  readonly rest: () => Promise<LiveEvent[]>;
  /** Hangs up. */
  readonly hangUp: () => void;
}

const eventIn = (block: string): LiveEvent => {
  const lines = new Map(
    block.split('\n').map((line) => [line.split(': ', 1)[0], line.replace(/^\w+: /, '')]),
  );
  const data = lines.get('data') ?? '';
  return { event: lines.get('event') ?? '', data: data === '' ? undefined : (JSON.parse(data) as unknown) };
};

const eventsOf = async function* (body: AsyncIterable<Uint8Array>): AsyncGenerator<LiveEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    // A comment keeps the connection.
    for (const block of blocks) if (!block.startsWith(':')) yield eventIn(block);
  }
};

/** Asks a graph for events. */
export const followGraph = async (
  url: string,
  query: string,
  headers: Readonly<Record<string, string>>,
  variables: object = {},
): Promise<Followed> => {
  const controller = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query, variables }),
    signal: controller.signal,
  });
  const events = eventsOf(response.body as unknown as AsyncIterable<Uint8Array>);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    trace: response.headers.get('x-trace-id'),
    next: async () => {
      const { value, done } = await events.next();
      return done === true ? undefined : value;
    },
    rest: async () => {
      const all = [];
      for await (const event of events) all.push(event);
      return all;
    },
    hangUp: () => controller.abort(),
  };
};

/** Runs as their owner has them. */
export interface LiveRun {
  readonly state: string;
  readonly done: number;
}

export interface LiveGateway extends Gateway {
  /** What the owner was asked, in order. */
  readonly asked: readonly FetchRequest[];
  /** Waits until the owner was asked so often. */
  readonly untilAsked: (count: number) => Promise<void>;
  /** What the owner answers from now on; an error where it cannot. */
  readonly say: (run: LiveRun | Error) => void;
  /** Holds answers back from now on; what is held is never answered. */
  readonly hold: () => void;
  /** How much later it is for tokens. */
  readonly passSeconds: (seconds: number) => void;
  readonly headersOf: (subject: string) => Promise<{ readonly authorization: string }>;
  /** How many queries it keeps up to date, as it says itself. */
  readonly open: () => Promise<number>;
}

/** Starts it on a free port. */
export const startLiveGateway = async (
  executor: ExecutorName = 'own',
  ratePerMinute = 0,
): Promise<LiveGateway> => {
  const issuer = await signer();
  const asked: FetchRequest[] = [];
  const waiting = new Set<() => void>();
  let [said, isHeld, seconds]: [LiveRun | Error, boolean, number] = [{ state: 'PENDING', done: 0 }, false, 0];
  const owner = {
    name: 'establishment',
    place: 'memory',
    ready: async () => undefined,
    close: async () => undefined,
    fetch: async (request: FetchRequest) => {
      asked.push(request);
      waiting.forEach((look) => look());
      if (isHeld) await new Promise(() => undefined);
      if (said instanceof Error) throw said;
      const run = { id: '1', ...said };
      const rootValue = { ruleRun: run, ruleRuns: { nodes: [run] }, findings: 1, cancelRuleRun: run };
      const { operation, variables: variableValues } = request;
      const { data = null } = await graphql({
        schema: SCHEMA,
        source: operation.text,
        rootValue,
        variableValues,
      });
      return { data };
    },
  };
  const contract = { name: owner.name, url: 'http://establishment.test', typeDefs: parse(TYPES) };
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    executor,
    source: fixedSupergraph(compose([contract]).supergraphSdl),
    directory: fixedDirectory([owner]),
    plannerOf: hivePlanner,
    storedOperations: [],
    ownFields: OWN_FIELDS,
    ratePerMinute,
    log: createLog('silent'),
    metrics: createMetrics(),
    identity: async () => ({
      identify: createIdentify({
        issuer: ISSUER,
        audience: AUDIENCE,
        jwks: issuer.jwks,
        clock: () => NOW + seconds * 1000,
      }),
      today: () => '2026-06-15',
    }),
  });
  return {
    ...gateway,
    asked,
    untilAsked: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (asked.length >= count) resolve();
        };
        waiting.add(look);
        look();
      }),
    say: (run) => void (said = run),
    hold: () => void (isHeld = true),
    passSeconds: (more) => void (seconds += more),
    headersOf: async (sub) => ({ authorization: `Bearer ${await issuer.token({ sub })}` }),
    open: async () => {
      const text = await (await fetch(`${gateway.url}/metrics`)).text();
      return Number(/^fournets_live_queries (\d+)$/m.exec(text)?.[1]);
    },
  };
};

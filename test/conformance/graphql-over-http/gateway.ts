// A gateway that listens, over two owners in memory: the smallest graph that has pages, lists, links and a mutation.
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, type GraphQLSchema } from 'graphql';
import { ERRORS, type ErrorCode } from '../../../schema/errors.ts';
import { compose } from '../../../gateway/compose/supergraph.ts';
import { fixedSupergraph } from '../../../gateway/compose/source.ts';
import { fixedDirectory } from '../../../gateway/fetch/owners/directory.ts';
import type { FetchAnswer, Owner } from '../../../gateway/fetch/owners/owner.ts';
import type { ExecutorName } from '../../../gateway/host.ts';
import { startGateway, type Gateway } from '../../../gateway/main.ts';
import { hivePlanner } from '../../../gateway/plan/hive.ts';
import { createLog } from '../../../gateway/receive/log.ts';
import { createMetrics } from '../../../gateway/receive/metrics.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@listSize"])`;

const UNITS = `${LINK}
type Query { unit(code: ID!): Unit units(first: Int, after: String): UnitConnection! stuck(times: Int): Int echo(any: Any, list: [[Int]]): Int }
type Mutation { rename(code: ID!, name: String!): Unit stuck: Int }
scalar Any
type Unit @key(fields: "code") { code: ID! name: String parent: Unit history: [Unit!] }
type UnitConnection { nodes: [Unit!]! edges: [UnitEdge!]! pageInfo: PageInfo! totalCount: Int! }
type UnitEdge { node: Unit! cursor: String! }
type PageInfo @shareable { hasNextPage: Boolean! endCursor: String }`;

const PEOPLE = `${LINK}
type Query { person(pid: ID!): Person }
type Person @key(fields: "pid") { pid: ID! name: String unit: Unit titles: [String!] badges: [Badge!] @listSize(assumedSize: 300) }
type Badge { code: ID! }
type Unit @key(fields: "code") { code: ID! people(first: Int, after: String): PersonConnection! }
type PersonConnection { nodes: [Person!]! edges: [PersonEdge!]! pageInfo: PageInfo! totalCount: Int! }
type PersonEdge { node: Person! cursor: String! }
type PageInfo @shareable { hasNextPage: Boolean! endCursor: String }`;

const pageOf = (nodes: readonly object[]) => ({
  nodes,
  edges: nodes.map((node, index) => ({ node, cursor: String(index) })),
  pageInfo: { hasNextPage: false, endCursor: null },
  totalCount: nodes.length,
});

const unit = (code: string) => ({ code, name: `unit ${code}`, parent: () => null, history: [] });
const person = (pid: string) => ({ pid, name: `person ${pid}`, unit: () => unit('A'), titles: ['clerk'] });

const RESOLVERS = {
  units: {
    Query: {
      unit: (_: unknown, { code }: { code: string }) => unit(code),
      units: () => pageOf([unit('A'), unit('B')]),
      stuck: () => new Promise<never>(() => undefined),
      echo: () => 1,
    },
    Mutation: {
      rename: (_: unknown, { code }: { code: string }) => unit(code),
      stuck: () => new Promise<never>(() => undefined),
    },
    Unit: { __resolveReference: ({ code }: { code: string }) => unit(code) },
  },
  people: {
    Query: { person: (_: unknown, { pid }: { pid: string }) => person(pid) },
    Person: { __resolveReference: ({ pid }: { pid: string }) => person(pid) },
    Unit: { people: () => pageOf([person('1'), person('2')]) },
  },
};

/** An owner in memory, and what is noted of its fetches. */
const ownerOf = (name: string, schema: GraphQLSchema, note: (signal: AbortSignal) => void): Owner => ({
  name,
  place: 'in-process',
  ready: async () => undefined,
  close: async () => undefined,
  fetch: async ({ operation, variables, client }) => {
    note(client.signal);
    const { data, errors } = await execute({
      schema,
      document: parse(operation.text),
      variableValues: variables,
    });
    const sent = JSON.stringify({ data: data ?? null, errors: errors?.map((error) => error.toJSON()) });
    return JSON.parse(sent) as FetchAnswer;
  },
});

/** The gateway under test. */
export interface SmallGateway extends Gateway {
  /** Signals of the requests that the owners were asked for, in order. */
  readonly signals: readonly AbortSignal[];
  /** Internal errors that the log was told of. */
  readonly internal: readonly unknown[];
}

/** Starts it on a free port. */
export const startSmallGateway = async (
  options: { readonly deadlineSeconds?: number; readonly executor?: ExecutorName } = {},
): Promise<SmallGateway> => {
  const contracts = [
    { name: 'units', url: 'http://units', typeDefs: parse(UNITS) },
    { name: 'people', url: 'http://people', typeDefs: parse(PEOPLE) },
  ];
  const signals: AbortSignal[] = [];
  const internal: unknown[] = [];
  const owners = contracts.map(({ name, typeDefs }) => {
    const schema = buildSubgraphSchema({ typeDefs, resolvers: RESOLVERS[name as keyof typeof RESOLVERS] });
    return ownerOf(name, schema, (signal) => void signals.push(signal));
  });
  const log = createLog('error', { write: (line) => void internal.push(JSON.parse(line)) });
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    executor: options.executor ?? 'own',
    source: fixedSupergraph(compose(contracts).supergraphSdl),
    directory: fixedDirectory(owners),
    plannerOf: hivePlanner,
    storedOperations: [],
    log,
    metrics: createMetrics(),
    deadlineSeconds: options.deadlineSeconds,
  });
  return { ...gateway, signals, internal };
};

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly data: unknown;
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/** Sends a request as it is. */
export const send = async ({ url }: Gateway, init: RequestInit, search = ''): Promise<Reply> => {
  const response = await fetch(`${url}/graphql${search}`, init);
  const { data, errors = [] } = (await response.json()) as Partial<Reply>;
  return { status: response.status, type: response.headers.get('content-type') ?? '', data, errors };
};

/** Asks by POST. */
export const ask = (
  gateway: Gateway,
  query: string,
  variables?: object,
  operationName?: string,
): Promise<Reply> =>
  send(gateway, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables, operationName }),
  });

/** Status, and of each error what a client acts on; of the Chinese text only that there is one. */
export const refusal = ({ status, errors }: Reply): object => ({
  status,
  errors: errors.map(({ extensions: { zh, ...rest } }) => ({
    ...rest,
    zh: /\p{Script=Han}/u.test(String(zh)),
  })),
});

/** The refusal that a code stands for, with its numbers. */
export const refusedWith = (code: ErrorCode, numbers: object = {}): object => ({
  status: ERRORS[code].http,
  errors: [{ code, zh: true, ...numbers }],
});

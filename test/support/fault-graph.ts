// Three small owners, a proxy before each, and gateways over them: what a fault of one does to the others' part.
import { fixedSupergraph } from '../../gateway/compose/source.ts';
import { compose } from '../../gateway/compose/supergraph.ts';
import { fixedDirectory } from '../../gateway/fetch/owners/directory.ts';
import { remoteOwner } from '../../gateway/fetch/owners/remote.ts';
import { startGateway } from '../../gateway/main.ts';
import { hivePlanner } from '../../gateway/plan/hive.ts';
import { createLog } from '../../gateway/receive/log.ts';
import { createMetrics } from '../../gateway/receive/metrics.ts';
import { startFaultProxy, type FaultProxy, type ProxyMode } from './fault-proxy.ts';
import { serveSmall, type Row, type Served, type SmallSubgraph } from './fault-subgraph.ts';

export const OWNERS = ['registry', 'posts', 'pay'] as const;
export type OwnerName = (typeof OWNERS)[number];

/** Whose a field is, and on whose values it rests; keys are everybody's. */
export const FIELD_OWNERS: Readonly<Record<string, readonly OwnerName[]>> = {
  units: ['registry'],
  chief: ['registry'],
  name: ['registry'],
  called: ['registry'],
  posts: ['posts'],
  title: ['posts'],
  unit: ['posts'],
  holder: ['posts'],
  seats: ['posts'],
  head: ['posts'],
  payments: ['pay'],
  month: ['pay'],
  payee: ['pay'],
  payer: ['pay'],
  salary: ['pay'],
  paid: ['pay', 'registry'],
};

/** Each owner is asked for root fields and for entities, first, in the middle and last. */
export const QUESTIONS = [
  '{ units { id name seats paid head { pid called salary } } }',
  '{ posts { title unit { name paid head { salary } } holder { called salary } } }',
  '{ payments { month payer { name seats head { called } } payee { called } } }',
  '{ units { name } posts { title } payments { month } chief { called salary } }',
] as const;

const UNITS = [
  { id: '1', name: '甲局', seats: 3, head: { pid: 'p1' } },
  { id: '2', name: '乙局', seats: 5, head: { pid: 'p2' } },
];
const PEOPLE = [
  { pid: 'p1', called: '甲一', salary: 100 },
  { pid: 'p2', called: '甲二', salary: 200 },
];
const POSTS = [
  { title: '甲长', unit: { id: '1' }, holder: { pid: 'p2' } },
  { title: '甲员', unit: { id: '2' }, holder: { pid: 'p1' } },
];
const PAYMENTS = [
  { month: '甲月', payer: { id: '2' }, payee: { pid: 'p1' } },
  { month: '乙月', payer: { id: '1' }, payee: { pid: 'p2' } },
];

const unitOf = { __resolveReference: ({ id }: Row) => UNITS.find((unit) => unit.id === id) };
const personOf = { __resolveReference: ({ pid }: Row) => PEOPLE.find((person) => person.pid === pid) };

/** The subgraphs; each has a mutation that says how often it ran. */
const fixtures = (): Readonly<Record<OwnerName, SmallSubgraph>> => {
  let runs = 0;
  const run = (): number => ++runs;
  return {
    registry: {
      sdl: `type Query { units: [Unit!] chief: Person }
        type Mutation { register: Int }
        type Unit @key(fields: "id") { id: ID! name: String }
        type Person @key(fields: "pid") { pid: ID! called: String }`,
      resolvers: {
        Query: { units: () => UNITS, chief: () => PEOPLE[0] },
        Mutation: { register: run },
        Unit: unitOf,
        Person: personOf,
      },
    },
    posts: {
      sdl: `type Query { posts: [Post!] }
        type Mutation { appoint: Int }
        type Post { title: String unit: Unit holder: Person }
        type Unit @key(fields: "id") { id: ID! seats: Int head: Person }
        type Person @key(fields: "pid") { pid: ID! }`,
      resolvers: {
        Query: { posts: () => POSTS },
        Mutation: { appoint: run },
        Unit: unitOf,
        Person: personOf,
      },
    },
    pay: {
      sdl: `type Query { payments: [Payment!] }
        type Mutation { pay: Int }
        type Payment { month: String payer: Unit payee: Person }
        type Unit @key(fields: "id") { id: ID! name: String @external paid: String @requires(fields: "name") }
        type Person @key(fields: "pid") { pid: ID! salary: Int }`,
      resolvers: {
        Query: { payments: () => PAYMENTS },
        Mutation: { pay: run },
        Unit: {
          __resolveReference: (unit) => unit,
          paid: ({ name }) => `为${String(name)}发放`,
        },
        Person: personOf,
      },
    },
  };
};

/** An error as a client sees it. */
export interface SeenError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What a client got, and when. */
export interface Seen {
  readonly data: unknown;
  readonly errors: readonly SeenError[];
  readonly milliseconds: number;
}

/** Posts a question to a gateway. */
export const askGateway = async (url: string, query: string, signal?: AbortSignal): Promise<Seen> => {
  const started = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });
  const { data, errors = [] } = (await response.json()) as Partial<Seen>;
  return { data, errors, milliseconds: performance.now() - started };
};

/** A gateway over the owners, with proxies of its own in between. */
export interface Lane {
  readonly url: string;
  readonly ask: (query: string, signal?: AbortSignal) => Promise<Seen>;
  readonly proxies: Readonly<Record<OwnerName, FaultProxy>>;
  /** Makes some owners misbehave. */
  readonly become: (mode: ProxyMode, owners?: readonly OwnerName[]) => Promise<void>;
  /** What the breakers became, in order. */
  readonly breakers: { readonly owner: string; readonly state: string }[];
  readonly close: () => Promise<void>;
}

const startLane = async (supergraphSdl: string, subgraphs: readonly Served[]): Promise<Lane> => {
  const started = await Promise.all(
    subgraphs.map(async ({ name, url }) => [name, await startFaultProxy(url)] as const),
  );
  const proxies = Object.fromEntries(started) as Record<OwnerName, FaultProxy>;
  const breakers: Lane['breakers'] = [];
  const owners = started.map(([name, { url }]) =>
    remoteOwner(
      name,
      url,
      () => undefined,
      (owner, state) => void breakers.push({ owner, state }),
    ),
  );
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    executor: 'own',
    source: fixedSupergraph(supergraphSdl),
    directory: fixedDirectory(owners),
    plannerOf: hivePlanner,
    storedOperations: [],
    log: createLog('silent'),
    metrics: createMetrics(),
  });
  return {
    url: gateway.url,
    ask: (query, signal) => askGateway(gateway.url, query, signal),
    proxies,
    breakers,
    become: async (mode, names = OWNERS) => {
      await Promise.all(names.map((name) => proxies[name].become(mode)));
    },
    close: async () => {
      await gateway.close();
      await Promise.all(started.map(([, proxy]) => proxy.close()));
    },
  };
};

/** Several gateways over the same owners, so that cases which mostly wait can wait together. */
export interface Lanes {
  readonly lanes: readonly Lane[];
  /** The right answers to the questions, in their order. */
  readonly right: readonly unknown[];
  readonly close: () => Promise<void>;
}

/** Starts the owners, and gateways over them. */
export const startLanes = async (count: number): Promise<Lanes> => {
  const subgraphs = await Promise.all(
    Object.entries(fixtures()).map(([name, fixture]) => serveSmall(name, fixture)),
  );
  const { supergraphSdl } = compose(subgraphs);
  const lanes = await Promise.all(Array.from({ length: count }, () => startLane(supergraphSdl, subgraphs)));
  const right: unknown[] = [];
  for (const question of QUESTIONS)
    for (const lane of lanes) {
      const { data, errors } = await lane.ask(question);
      if (errors.length > 0) throw new Error(`no owner is faulty yet: ${JSON.stringify(errors)}`);
      if (lane === lanes[0]) right.push(data);
    }
  return {
    lanes,
    right,
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
      await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
    },
  };
};

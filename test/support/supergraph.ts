// A supergraph of a test's own: small subgraphs over HTTP, composed, and a gateway in front of them that listens.
import { compose } from '../../gateway/compose/supergraph.ts';
import { fixedSupergraph } from '../../gateway/compose/source.ts';
import { fixedDirectory } from '../../gateway/fetch/owners/directory.ts';
import { remoteOwner } from '../../gateway/fetch/owners/remote.ts';
import { startGateway } from '../../gateway/main.ts';
import { PLANNERS, type PlannerName } from '../../gateway/plan/choose.ts';
import { createLog } from '../../gateway/receive/log.ts';
import { createMetrics } from '../../gateway/receive/metrics.ts';
import type { Offend } from './supergraph-honest.ts';
import { contractOf, serveFixture, type Asked, type SubgraphFixture } from './supergraph-subgraph.ts';

/** Who answers: our executor with the plans of a planner, or the stock gateway. */
export type Engine = PlannerName | 'stock';

/** What subgraphs report to their test. */
export interface Watch {
  /** Notes what a subgraph may not be asked. */
  readonly offend: Offend;
  /** Notes something that happened, in order. */
  readonly note: (event: string) => void;
}

/** Subgraphs by name; made anew for each gateway, so that each starts with the same data. */
export type SupergraphFixture = (watch: Watch) => Readonly<Record<string, SubgraphFixture>>;

/** An error as far as a client acts on it. */
export interface Fault {
  readonly code: unknown;
  readonly owner?: unknown;
  readonly path?: readonly (string | number)[] | undefined;
}

/** What the gateway answered. */
export interface Answer {
  readonly data: unknown;
  /** In the order of their paths, since owners fail in any order. */
  readonly errors?: readonly Fault[];
}

/** The answer to a question that no plan answers rightly. */
export const REFUSED: Answer = { data: undefined, errors: [{ code: 'PLAN_IMPOSSIBLE' }] };

/** A supergraph under test. */
export interface TestSupergraph {
  readonly supergraphSdl: () => string;
  readonly ask: (query: string, variables?: object, operationName?: string) => Promise<Answer>;
  /** What the last question made the gateway ask a subgraph. */
  readonly asked: (subgraph: string) => readonly Asked[];
  /** What subgraphs were asked though they may not be, since this was called last. */
  readonly takeOffences: () => readonly string[];
  /** What subgraphs noted during the last question. */
  readonly events: () => readonly string[];
  readonly close: () => Promise<void>;
}

interface WireError {
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

const faultOf = ({ path, extensions: { code, owner } }: WireError): Fault => ({
  code,
  ...(owner === undefined ? {} : { owner }),
  ...(path === undefined ? {} : { path }),
});

const inOrder = (faults: readonly Fault[]): Fault[] =>
  faults.toSorted((a, b) => JSON.stringify(a.path).localeCompare(JSON.stringify(b.path)));

const NOTHING = (): void => undefined;

const gatewayOver = (
  supergraphSdl: string,
  subgraphs: readonly { name: string; url: string }[],
  engine: Engine,
) =>
  startGateway({
    host: '127.0.0.1',
    port: 0,
    executor: engine === 'stock' ? 'stock' : 'own',
    source: fixedSupergraph(supergraphSdl),
    directory: fixedDirectory(subgraphs.map(({ name, url }) => remoteOwner(name, url, NOTHING))),
    plannerOf: PLANNERS[engine === 'stock' ? 'hive' : engine],
    storedOperations: [],
    log: createLog('silent'),
    metrics: createMetrics(),
  });

const post = async (url: string, body: object): Promise<Answer> => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: readonly WireError[] };
  return { data, ...(errors === undefined ? {} : { errors: inOrder(errors.map(faultOf)) }) };
};

/** Starts the subgraphs of a fixture and a gateway over them. */
export const startSupergraph = async (
  fixture: SupergraphFixture,
  engine: Engine,
): Promise<TestSupergraph> => {
  const offences: string[] = [];
  const events: string[] = [];
  const offend: Offend = (offence) => void offences.push(offence);
  const made = Object.entries(fixture({ offend, note: (event) => void events.push(event) }));
  // Composed before anything listens: a fixture that does not compose leaves nothing behind.
  const { supergraphSdl } = compose(made.map(([name, subgraph]) => contractOf(name, subgraph)));
  const subgraphs = await Promise.all(made.map(([name, subgraph]) => serveFixture(name, subgraph, offend)));
  const gateway = await gatewayOver(supergraphSdl, subgraphs, engine);
  const forget = (): void => {
    events.length = 0;
    for (const { asked } of subgraphs) asked.length = 0;
  };
  return {
    supergraphSdl: () => supergraphSdl,
    ask: (query, variables, operationName) => {
      forget();
      return post(`${gateway.url}/graphql`, { query, variables, operationName });
    },
    asked: (name) => subgraphs.find((subgraph) => subgraph.name === name)?.asked ?? [],
    takeOffences: () => offences.splice(0),
    events: () => events,
    close: async () => {
      await gateway.close();
      await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
    },
  };
};

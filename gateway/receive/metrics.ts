import {
  AggregatorRegistry,
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  Registry,
  type RegistryContentType,
} from 'prom-client';

/** What is counted and timed, for `/metrics` in the Prometheus text format. */
export interface Metrics {
  readonly operation: (type: string, seconds: number, codes: readonly string[]) => void;
  readonly fetch: (owner: string, seconds: number, failed: boolean) => void;
  readonly statement: (owner: string) => void;
  /** A request that was answered with an error before it was read as an operation. */
  readonly refusal: (code: string) => void;
  /** A document that a client asked although it is not stored. */
  readonly unstored: (client: string, mode: string) => void;
  /** An owner that is not asked until it answers again, or is asked again. */
  readonly breaker: (owner: string, isOpen: boolean) => void;
  /** How many queries are kept up to date. */
  readonly live: (open: number) => void;
  readonly contentType: string;
  readonly text: () => Promise<string>;
}

/** Upper bounds of the time buckets in seconds: from a cached answer to the whole-request deadline. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Lets the primary process collect a worker's figures: making an aggregator is what makes a worker listen. */
export const joinWorkers = (registry = new Registry()): AggregatorRegistry<RegistryContentType> => {
  AggregatorRegistry.setRegistries(registry);
  return new AggregatorRegistry();
};

/**
 * A registry of its own for each server, so that tests can start several. Where a server is one of several workers,
 * `ofAll` gives the text for all of them.
 */
export const createMetrics = (ofAll?: () => Promise<string>): Metrics => {
  const registry = new Registry();
  if (ofAll !== undefined) joinWorkers(registry);
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers });
  const seconds = (name: string, help: string, ...labelNames: string[]) =>
    new Histogram({ name, help, labelNames, buckets: BUCKETS, registers });
  const operations = seconds('fournets_operation_seconds', 'Time of GraphQL operations.', 'type');
  const errors = counter('fournets_errors_total', 'Errors in answers, by code.', 'code');
  const fetches = seconds('fournets_fetch_seconds', 'Time of fetches to a department.', 'owner', 'failed');
  const statements = counter(
    'fournets_sql_statements_total',
    'SQL statements sent by loaders, by department.',
    'owner',
  );
  const refusals = counter(
    'fournets_refused_requests_total',
    'Requests refused before they were read as operations, by code.',
    'code',
  );
  const unstored = counter(
    'fournets_unstored_documents_total',
    'Documents that machine clients asked and that are not stored for them, by client.',
    'client',
    'mode',
  );
  const breakers = new Gauge({
    name: 'fournets_breaker_open',
    help: '1 while a department elsewhere is not asked, since it did not answer.',
    labelNames: ['owner'],
    registers,
  });
  const live = new Gauge({
    name: 'fournets_live_queries',
    help: 'Queries that are kept up to date.',
    registers,
  });
  return {
    operation: (type, time, codes) => {
      operations.observe({ type }, time);
      for (const code of codes) errors.inc({ code });
    },
    fetch: (owner, time, failed) => fetches.observe({ owner, failed: String(failed) }, time),
    statement: (owner) => statements.inc({ owner }),
    refusal: (code) => refusals.inc({ code }),
    unstored: (client, mode) => unstored.inc({ client, mode }),
    breaker: (owner, isOpen) => breakers.set({ owner }, Number(isOpen)),
    live: (open) => live.set(open),
    contentType: registry.contentType,
    text: ofAll ?? (() => registry.metrics()),
  };
};

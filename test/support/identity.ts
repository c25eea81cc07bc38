// A gateway that asks who asks, over owners in memory that note whom they are told to answer.
import { parse } from 'graphql';
import { compose } from '../../gateway/compose/supergraph.ts';
import { fixedSupergraph } from '../../gateway/compose/source.ts';
import { fixedDirectory } from '../../gateway/fetch/owners/directory.ts';
import type { ClientRequest } from '../../gateway/fetch/owners/client-request.ts';
import type { FetchRequest, Owner } from '../../gateway/fetch/owners/owner.ts';
import { shareFetches } from '../../gateway/fetch/owners/share.ts';
import type { ExecutorName } from '../../gateway/host.ts';
import { startGateway, type Gateway } from '../../gateway/main.ts';
import { hivePlanner } from '../../gateway/plan/hive.ts';
import { createIdentify } from '../../gateway/receive/identity/identify.ts';
import { createLog } from '../../gateway/receive/log.ts';
import { createMetrics } from '../../gateway/receive/metrics.ts';
import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import { AUDIENCE, ISSUER, NOW, signer } from '../unit/receive/identity/issuer.ts';

/** The day that counts as today here. */
export const TODAY = '2026-06-15';

/** A task as its department answers with it. */
export interface RegisteredTask {
  readonly id: string;
  readonly kind: string;
  readonly documentNumber: string;
  readonly people: readonly string[];
  readonly units: readonly string[] | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly state: string;
}

/** What came back, beside the body. */
export interface IdentityReply {
  readonly status: number;
  readonly challenge: string | null;
  readonly trace: string | null;
  readonly data: unknown;
  readonly codes: readonly unknown[];
  readonly text: string;
}

export interface IdentityGateway extends Gateway {
  /** Requests that `hr` was asked for, in order; the gateway's own are left out. */
  readonly clients: readonly ClientRequest[];
  /** How often the other departments were asked for a request. */
  readonly others: () => number;
  /** Operations by which the gateway itself asked for a task. */
  readonly own: readonly FetchRequest[];
  readonly log: readonly Readonly<Record<string, unknown>>[];
  /** What a department knows of tasks: it answers with one, with nothing, or with an error. */
  readonly tasks: Map<string, RegisteredTask | Error>;
  /** Lets the fetches of `hr` go that wait; from now on they wait, or do not. */
  readonly hold: (on: boolean) => void;
  readonly token: (claims?: object) => Promise<string>;
  readonly ask: (headers: Readonly<Record<string, string>>, query?: string) => Promise<IdentityReply>;
}

const typeDefsOf = (name: string): string => `type Query { ${name}Name: String }`;

/** Starts it on a free port. */
export const startIdentityGateway = async (executor: ExecutorName): Promise<IdentityGateway> => {
  const issuer = await signer();
  const [clients, own, log]: [ClientRequest[], FetchRequest[], Record<string, unknown>[]] = [[], [], []];
  const tasks = new Map<string, RegisteredTask | Error>();
  let held: (() => void)[] | undefined;
  let others = 0;

  const answer = async (name: string, request: FetchRequest) => {
    if (request.client.own === true) {
      own.push(request);
      const found = tasks.get(`${name}/${String(request.variables['id'])}`) ?? null;
      return found instanceof Error ? { data: null, errors: [found] } : { data: { task: found } };
    }
    if (name === 'hr') clients.push(request.client);
    else others += 1;
    if (name === 'hr' && held !== undefined) await new Promise<void>((resolve) => held?.push(resolve));
    return { data: { [`${name}Name`]: name } };
  };
  const ownerOf = (name: string): Owner => ({
    name,
    place: 'memory',
    ready: async () => undefined,
    close: async () => undefined,
    fetch: shareFetches((request) => answer(name, request)),
  });

  const contracts = DEPARTMENT_NAMES.map((name) => ({
    name,
    url: `http://${name}.test`,
    typeDefs: parse(typeDefsOf(name)),
  }));
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    executor,
    source: fixedSupergraph(compose(contracts).supergraphSdl),
    directory: fixedDirectory(DEPARTMENT_NAMES.map(ownerOf)),
    plannerOf: hivePlanner,
    storedOperations: [],
    log: createLog('info', { write: (line) => void log.push(JSON.parse(line)) }),
    metrics: createMetrics(),
    identity: async () => ({
      identify: createIdentify({ issuer: ISSUER, audience: AUDIENCE, jwks: issuer.jwks, clock: () => NOW }),
      today: () => TODAY,
    }),
  });
  return {
    ...gateway,
    clients,
    others: () => others,
    own,
    log,
    tasks,
    hold: (on) => {
      const waiting = held;
      held = on ? [] : undefined;
      waiting?.forEach((go) => go());
    },
    token: (claims = {}) => issuer.token({ ...claims }),
    ask: async (headers, query = '{ hrName }') => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      const text = await response.text();
      const { data, errors = [] } = JSON.parse(text) as {
        data?: unknown;
        errors?: { extensions: { code: string } }[];
      };
      return {
        status: response.status,
        challenge: response.headers.get('www-authenticate'),
        trace: response.headers.get('x-trace-id'),
        data,
        codes: errors.map(({ extensions }) => extensions.code),
        text,
      };
    },
  };
};

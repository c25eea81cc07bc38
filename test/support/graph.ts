// The whole graph over databases of its own: five departments behind a gateway that listens, in-process or over HTTP.
import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import { serveSubgraph } from '../../subgraphs/kit/graph/serve.ts';
import { COMMITTED_SUPERGRAPH, storedOperations } from '../../gateway/compose/read.ts';
import { supergraphFile } from '../../gateway/compose/source.ts';
import { fixedDirectory } from '../../gateway/fetch/owners/directory.ts';
import { inProcessOwner } from '../../gateway/fetch/owners/in-process.ts';
import type { Owner } from '../../gateway/fetch/owners/owner.ts';
import { remoteOwner } from '../../gateway/fetch/owners/remote.ts';
import { departments } from '../../gateway/cli/departments.ts';
import type { ExecutorName } from '../../gateway/host.ts';
import { startGateway } from '../../gateway/main.ts';
import { hivePlanner } from '../../gateway/plan/hive.ts';
import { createLog } from '../../gateway/receive/log.ts';
import { createMetrics } from '../../gateway/receive/metrics.ts';
import { openDepartment, type TestDepartment } from './department.ts';
import { doorFor, sign } from './door.ts';

/** How the gateway reaches the departments. */
export type Mode = 'in-process' | 'remote';
export const MODES: readonly Mode[] = ['in-process', 'remote'];

/** One error of an answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What the gateway answered over HTTP. */
export interface GraphAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly AnswerError[] | undefined;
}

/** The graph under test. */
export interface TestGraph {
  readonly url: string;
  readonly departments: Readonly<Record<DepartmentName, TestDepartment>>;
  readonly ask: (query: string, variables?: object, operationName?: string) => Promise<GraphAnswer>;
  /** Posts a body as it is. */
  readonly post: (body: string) => Promise<GraphAnswer>;
  readonly close: () => Promise<void>;
}

const NOTHING = (): void => undefined;

const ownerOf = async (
  mode: Mode,
  { subgraph }: TestDepartment,
): Promise<{ owner: Owner; close: () => Promise<void> }> => {
  if (mode === 'in-process')
    return { owner: inProcessOwner(subgraph, NOTHING, NOTHING), close: async () => undefined };
  const { name } = subgraph;
  const served = await serveSubgraph(subgraph, {
    host: '127.0.0.1',
    port: 0,
    door: doorFor(name),
    onInternalError: NOTHING,
  });
  return { owner: remoteOwner(name, `${served.url}/graphql`, NOTHING, NOTHING, sign), close: served.close };
};

/** Starts the graph with empty databases. */
export const startGraph = async (mode: Mode, executor: ExecutorName = 'own'): Promise<TestGraph> => {
  const opened = await Promise.all(
    DEPARTMENT_NAMES.map(async (name) => [name, await openDepartment(departments[name])] as const),
  );
  const owned = await Promise.all(opened.map(([, department]) => ownerOf(mode, department)));
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    executor,
    source: supergraphFile(COMMITTED_SUPERGRAPH),
    directory: fixedDirectory(owned.map(({ owner }) => owner)),
    plannerOf: hivePlanner,
    storedOperations: storedOperations(),
    log: createLog('silent'),
    metrics: createMetrics(),
  });
  const post = async (body: string): Promise<GraphAnswer> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
    const { data, errors } = (await response.json()) as Omit<GraphAnswer, 'status'>;
    return { status: response.status, data, errors };
  };
  return {
    url: gateway.url,
    departments: Object.fromEntries(opened) as Record<DepartmentName, TestDepartment>,
    post,
    ask: (query, variables, operationName) => post(JSON.stringify({ query, variables, operationName })),
    close: async () => {
      await gateway.close();
      await Promise.all(owned.map(({ close }) => close()));
      await Promise.all(opened.map(([, department]) => department.close()));
    },
  };
};

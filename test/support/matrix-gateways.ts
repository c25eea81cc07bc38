// Gateways over the departments of the matrix: both executors, in-process and behind signed doors.
import { serveSubgraph } from '../../subgraphs/kit/graph/serve.ts';
import { COMMITTED_SUPERGRAPH } from '../../gateway/compose/read.ts';
import { supergraphFile } from '../../gateway/compose/source.ts';
import { fixedDirectory } from '../../gateway/fetch/owners/directory.ts';
import { inProcessOwner } from '../../gateway/fetch/owners/in-process.ts';
import type { Owner } from '../../gateway/fetch/owners/owner.ts';
import { remoteOwner } from '../../gateway/fetch/owners/remote.ts';
import { startGateway } from '../../gateway/main.ts';
import { hivePlanner } from '../../gateway/plan/hive.ts';
import { createLog } from '../../gateway/receive/log.ts';
import { createMetrics } from '../../gateway/receive/metrics.ts';
import type { PurposeKind } from '../../schema/sharing.ts';
import type { Asker, Viewer } from '../../schema/sharing.ts';
import { TODAY, type TestDepartment } from './department.ts';
import { doorFor, signStrictly } from './door.ts';
import type { World } from './matrix-world.ts';

/** An answer as it came. */
export type Ask = (
  query: string,
  asker: Asker,
  variables?: Readonly<Record<string, unknown>>,
) => Promise<string>;

export interface MatrixGateway {
  readonly name: string;
  readonly ask: Ask;
  readonly close: () => Promise<void>;
}

const NOTHING = (): void => undefined;

const reached = async (
  { subgraph }: TestDepartment,
  remote: boolean,
): Promise<{ owner: Owner; close: () => Promise<void> }> => {
  // The departments outlive the gateways.
  const kept = { ...subgraph, close: async () => undefined };
  if (!remote) return { owner: inProcessOwner(kept, NOTHING, NOTHING), close: kept.close };
  const { name } = subgraph;
  const door = doorFor(name);
  const served = await serveSubgraph(kept, { host: '127.0.0.1', port: 0, door, onInternalError: NOTHING });
  return {
    owner: remoteOwner(name, `${served.url}/graphql`, NOTHING, NOTHING, signStrictly),
    close: served.close,
  };
};

const inHeader = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const fromHeader = <T>(text: string): T => JSON.parse(Buffer.from(text, 'base64url').toString()) as T;

/** The id of a task says everything about it. */
const taskIdOf = ({ purpose }: Asker): string => `${purpose?.kind ?? ''}.${purpose?.units?.join('.') ?? ''}`;

const taskOf = (id: string, people: readonly string[]) => {
  const [kind = '', ...units] = id.split('.').filter((part) => part !== '');
  return {
    id,
    kind: kind as PurposeKind,
    documentNumber: '案〔2026〕1号',
    people,
    units: units.length === 0 ? null : units,
    validFrom: '2026-01-01',
    validTo: null,
    state: 'ACTIVE',
  };
};

/** Starts a gateway; its tokens are viewers in plain, since tokens are tested elsewhere. */
const openGateway = async (
  { departments }: World,
  executor: 'own' | 'stock',
  remote: boolean,
  people: readonly string[],
): Promise<MatrixGateway> => {
  const owners = await Promise.all(Object.values(departments).map((each) => reached(each, remote)));
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    executor,
    source: supergraphFile(COMMITTED_SUPERGRAPH),
    directory: fixedDirectory(owners.map(({ owner }) => owner)),
    plannerOf: hivePlanner,
    storedOperations: [],
    log: createLog('silent'),
    metrics: createMetrics(),
    identity: async () => ({
      identify: async (authorization) => fromHeader<Viewer>(authorization?.slice('Bearer '.length) ?? ''),
      today: () => TODAY,
      tasks: async (_department, id) => taskOf(id, people),
    }),
  });
  return {
    name: `${executor}, ${remote ? 'remote' : 'in-process'}`,
    ask: async (query, asker, variables = {}) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${inHeader(asker.viewer)}`,
          ...(asker.purpose === null
            ? {}
            : { 'x-purpose': `${asker.purpose.department}/${taskIdOf(asker)}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      return response.text();
    },
    close: async () => {
      await gateway.close();
      await Promise.all(owners.map(({ close }) => close()));
    },
  };
};

/** All four of them; `people` are those who may be on tasks. */
export const openGateways = (world: World, people: readonly string[]): Promise<MatrixGateway[]> =>
  Promise.all(
    (['own', 'stock'] as const).flatMap((executor) =>
      [false, true].map((remote) => openGateway(world, executor, remote, people)),
    ),
  );

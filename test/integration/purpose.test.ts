// A task asked of the department that registered it: in this process, and through its door.
import { inProcessOwner } from '../../gateway/fetch/owners/in-process.ts';
import type { Owner } from '../../gateway/fetch/owners/owner.ts';
import { remoteOwner } from '../../gateway/fetch/owners/remote.ts';
import { tasksOfOwners } from '../../gateway/receive/purpose/ask.ts';
import { discipline } from '../../subgraphs/discipline/main.ts';
import { serveSubgraph, type ServedSubgraph } from '../../subgraphs/kit/graph/serve.ts';
import { openDepartment, type TestDepartment } from '../support/department.ts';
import { doorFor, signStrictly } from '../support/door.ts';

const NOTHING = (): void => undefined;

let department: TestDepartment;
let served: ServedSubgraph;
let owners: Readonly<Record<string, Owner>>;

beforeAll(async () => {
  department = await openDepartment(discipline);
  const { subgraph } = department;
  await department.insert('task', [
    {
      kind: 'INVESTIGATION',
      document_number: '云纪立〔2026〕7号',
      title: '某单位违规发放津贴',
      people: ['investigator'],
      units: ['A', 'B'],
      valid_from: '2026-06-01',
      valid_to: '2026-12-01',
      registered_by: 'investigator',
    },
  ]);
  served = await serveSubgraph(
    { ...subgraph, close: async () => undefined },
    { host: '127.0.0.1', port: 0, door: doorFor('discipline'), onInternalError: NOTHING },
  );
  owners = {
    'in-process': inProcessOwner(subgraph, NOTHING, NOTHING),
    remote: remoteOwner('discipline', `${served.url}/graphql`, NOTHING, NOTHING, signStrictly),
  };
});
afterAll(async () => {
  await owners['remote']?.close();
  await served.close();
  await department.close();
});

describe.each(['in-process', 'remote'])('with the department %s', (place) => {
  const tasks = tasksOfOwners(() =>
    Object.entries(owners).flatMap(([at, owner]) => (at === place ? [owner] : [])),
  );

  it('finds a task that is there, and none that is not', async () => {
    expect(await tasks('discipline', '1')).toEqual({
      id: '1',
      kind: 'INVESTIGATION',
      documentNumber: '云纪立〔2026〕7号',
      people: ['investigator'],
      units: ['A', 'B'],
      validFrom: '2026-06-01',
      validTo: '2026-12-01',
      state: 'ACTIVE',
    });
    for (const id of ['2', '0', 'x', '9'.repeat(64)]) expect(await tasks('discipline', id)).toBeUndefined();
  });

  it('cannot say what a department that is not there knows', async () => {
    await expect(tasks('hr', '1')).rejects.toThrow('hr is not wired');
  });
});

// A department answers the rules as if facts were registered that are not; nobody else, and nothing is kept.
import pg from 'pg';
import { inProcessOwner } from '../../gateway/fetch/owners/in-process.ts';
import type { FetchAnswer, Owner } from '../../gateway/fetch/owners/owner.ts';
import { remoteOwner } from '../../gateway/fetch/owners/remote.ts';
import { oversightAsker } from '../../gateway/oversight/graph.ts';
import { OVERSIGHT_CLIENT, type Asker, type SupposedFact } from '../../schema/sharing.ts';
import { viewerOf } from '../../schema/viewer.ts';
import { organization } from '../../subgraphs/organization/main.ts';
import { serveSubgraph, type ServedSubgraph } from '../../subgraphs/kit/graph/serve.ts';
import { openDepartment, type TestDepartment } from '../support/department.ts';
import { doorFor, signStrictly } from '../support/door.ts';
import { writtenGuard } from '../support/execute/guards.ts';

const NOTHING = (): void => undefined;
const pid = (number: number): string => String(number).padStart(32, '0');
const OVERSIGHT = oversightAsker('R04', '0'.repeat(64), 'trace');
const QUESTION = {
  kind: 'query',
  text: `{ appointments(asOf: "2026-06-15") { totalCount nodes { title institution { code } } } }`,
} as const;

const post = (number: number, said: object = {}): SupposedFact => ({
  table: 'appointments',
  fields: {
    pid: pid(number),
    institutionCode: 'A',
    title: '科长',
    validFrom: '2026-06-01',
    sourceDocument: '文',
    ...said,
  },
});

let department: TestDepartment;
let served: ServedSubgraph;
let inProcess: Owner;
let remote: Owner;
let client: pg.Client;
let scoped: readonly string[] | undefined;
const recorded: unknown[] = [];

beforeAll(async () => {
  department = await openDepartment(organization, () => ({
    guardOf: () =>
      writtenGuard(
        scoped === undefined ? {} : { 'Query.appointments': { kind: 'SCOPED', institutions: scoped } },
      ),
    accessLog: { append: async (access) => void recorded.push(access) },
  }));
  await department.insert('appointment', [
    { pid: pid(1), institution_code: 'A', title: '科长', valid_from: '2020-01-01' },
  ]);
  const { subgraph } = department;
  served = await serveSubgraph(
    { ...subgraph, close: async () => undefined },
    { host: '127.0.0.1', port: 0, door: doorFor('organization'), onInternalError: NOTHING },
  );
  inProcess = inProcessOwner({ ...subgraph, close: async () => undefined }, NOTHING, NOTHING);
  remote = remoteOwner('organization', `${served.url}/graphql`, NOTHING, NOTHING, signStrictly);
  client = new pg.Client({ connectionString: department.ownerUrl });
  await client.connect();
}, 60_000);

afterAll(async () => {
  await client.end();
  await remote.close();
  await served.close();
  await department.close();
});

afterEach(() => {
  scoped = undefined;
  recorded.length = 0;
});

const asked = (
  owner: Owner,
  supposed: readonly SupposedFact[] | undefined,
  { asker = OVERSIGHT, signal = new AbortController().signal } = {},
): Promise<FetchAnswer> =>
  owner.fetch({
    operation: QUESTION,
    variables: {},
    client: {
      viewer: 'R04',
      asker,
      signal,
      ...(supposed === undefined ? {} : { supposed: { organization: supposed, finance: [post(9)] } }),
    },
  });

const counted = async (answer: Promise<FetchAnswer>): Promise<unknown> => {
  const { data, errors } = await answer;
  expect(errors).toBeUndefined();
  return (data?.['appointments'] as { totalCount: number }).totalCount;
};

const refusal = async (answer: Promise<FetchAnswer>): Promise<unknown> => {
  const { data, errors = [] } = await answer;
  expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
  return errors[0]?.extensions;
};

const state = async (): Promise<unknown> => {
  const { rows } = await client.query(
    `select (select jsonb_agg(to_jsonb(a) order by id) from appointment a) as facts,
            (select count(*) from change) as changes, (select count(*) from command) as commands,
            (select count(*) from pg_locks l join pg_database d on d.oid = l.database
              where d.datname = current_database() and l.locktype = 'advisory') as locks`,
  );
  return rows[0];
};

describe.each([
  ['in this process', () => inProcess],
  ['elsewhere', () => remote],
])('a department %s', (_place, owner) => {
  it('answers as if facts were registered, and keeps nothing of them', async () => {
    const before = await state();
    expect(await counted(asked(owner(), [post(2), post(3)]))).toBe(3);
    expect(await counted(asked(owner(), undefined))).toBe(1);
    expect(await state()).toEqual(before);
  });

  it('ends the period before a supposed one, and changes a row as it is told', async () => {
    const { rows } = await client.query<{ id: string }>(`select id::text from appointment`);
    const { id } = rows[0]!;
    const before = await state();
    // The period before ends where the new one begins: there is still one in force.
    expect(await counted(asked(owner(), [post(1)]))).toBe(1);
    const ended = { table: 'appointments', amends: { id, version: 1 }, fields: { validTo: '2026-06-10' } };
    expect(await counted(asked(owner(), [ended]))).toBe(0);
    const stale = { ...ended, amends: { id, version: 7 } };
    expect(await refusal(asked(owner(), [stale]))).toMatchObject({ code: 'VERSION_STALE' });
    expect(await state()).toEqual(before);
  });

  it('says where a fact cannot be', async () => {
    expect(await refusal(asked(owner(), [post(2, { role: 'KING', validFrom: 'soon' })]))).toMatchObject({
      code: 'COMMAND_INVALID',
      faults: [
        { path: ['appointments', 'role'], code: 'TERM_UNKNOWN' },
        { path: ['appointments', 'validFrom'], code: 'DATE_INVALID' },
      ],
    });
    expect(await refusal(asked(owner(), [{ table: 'crowns', fields: {} }]))).toMatchObject({
      code: 'IMPORT_TABLE_UNKNOWN',
    });
  });

  it('refuses what is registered already, but where that is to stand', async () => {
    const known = post(1, { validFrom: '2020-01-01' });
    expect(await refusal(asked(owner(), [known]))).toMatchObject({ code: 'FACT_KNOWN' });
    expect(await counted(asked(owner(), [{ ...known, orKnown: true }, post(2)]))).toBe(2);
  });

  it('shows of what is supposed what it shows of anything: the rows of a scope, and its access log is written', async () => {
    scoped = ['B'];
    const { data, errors } = await asked(owner(), [post(2), post(3, { institutionCode: 'B' })]);
    expect(data).toEqual({
      appointments: { totalCount: 1, nodes: [{ title: '科长', institution: { code: 'B' } }] },
    });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['SHARING_LIMITED']);
    expect(recorded).toEqual([expect.objectContaining({ viewer: OVERSIGHT_CLIENT, refusal: null })]);
  });

  it.each([
    ['staff of the department', { department: 'organization', roles: ['clerk'] }],
    ['staff of the office', { department: 'establishment', roles: ['director'] }],
    [
      'a person with the name of the system',
      { department: 'establishment', roles: ['clerk'], clientId: OVERSIGHT_CLIENT },
    ],
    [
      'a system of the office',
      { department: 'establishment', roles: ['clerk'], kind: 'system', clientId: 'dashboard' },
    ],
    [
      'a system of that name elsewhere',
      { department: 'hr', roles: ['clerk'], kind: 'system', clientId: OVERSIGHT_CLIENT },
    ],
  ] as const)('supposes nothing for %s', async (_name, said) => {
    const viewer = viewerOf({
      subject: 'somebody',
      kind: 'person',
      units: [],
      clientId: 'console',
      ...said,
      roles: [...said.roles],
    });
    const asker: Asker = { ...OVERSIGHT, viewer };
    const before = await state();
    expect(await refusal(asked(owner(), [post(2)], { asker }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await state()).toEqual(before);
  });

  it('lets go of everything when nobody waits any more', async () => {
    const other = new pg.Client({ connectionString: department.ownerUrl });
    await other.connect();
    await other.query('begin');
    await other.query(
      `insert into appointment (pid, institution_code, title, valid_from) values ($1, 'A', '科长', '2026-06-01')`,
      [pid(2)],
    );
    const controller = new AbortController();
    const waiting = asked(owner(), [post(2)], { signal: controller.signal }).catch(() => 'gone');
    const isWaiting = async (): Promise<boolean> =>
      (await client.query(`select from pg_locks where not granted and locktype = 'transactionid'`))
        .rowCount! > 0;
    while (!(await isWaiting())) await new Promise(setImmediate);
    controller.abort();
    await waiting;
    while (await isWaiting()) await new Promise(setImmediate);
    await other.query('rollback');
    await other.end();
    expect(await counted(asked(owner(), [post(2)]))).toBe(2);
  });
});

it('shares no answer between who supposes and who does not', async () => {
  const [plain, supposing, other] = await Promise.all([
    counted(asked(inProcess, undefined)),
    counted(asked(inProcess, [post(2)])),
    counted(asked(inProcess, [post(2), post(3)])),
  ]);
  expect([plain, supposing, other]).toEqual([1, 2, 3]);
});

it('answers many suppositions at once, one behind the other', async () => {
  const many = Array.from({ length: 12 }, (_, index) =>
    counted(asked(inProcess, [post(2), post(index + 3)])),
  );
  expect(new Set(await Promise.all(many))).toEqual(new Set([3]));
});

// The five departments over HTTP, each behind a proxy that can be told to misbehave.
import pg from 'pg';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import { departments } from '../../gateway/cli/departments.ts';
import { COMMITTED_SUPERGRAPH } from '../../gateway/compose/read.ts';
import { supergraphFile } from '../../gateway/compose/source.ts';
import { fixedDirectory } from '../../gateway/fetch/owners/directory.ts';
import { remoteOwner } from '../../gateway/fetch/owners/remote.ts';
import { startGateway, type Gateway } from '../../gateway/main.ts';
import { hivePlanner } from '../../gateway/plan/hive.ts';
import { createLog } from '../../gateway/receive/log.ts';
import { createMetrics } from '../../gateway/receive/metrics.ts';
import { serveSubgraph } from '../../subgraphs/kit/graph/serve.ts';
import { openDepartment, type TestDepartment } from '../support/department.ts';
import { doorFor, sign } from '../support/door.ts';
import { askGateway, type Seen } from '../support/fault-graph.ts';
import { objections } from '../support/fault-oracle.ts';
import { startFaultProxy, type FaultProxy, type ProxyMode } from '../support/fault-proxy.ts';
import { FAULTS } from '../support/faults.ts';

const QUESTION = `{ institution(code: "A") { name seats(first: 10) { nodes { category person { name
  appointments { title } decisions { measure } payments(first: 1) { nodes { month gross } } } } }
  paidHeadcount(month: "2026-05") decisions { totalCount } } }`;

const pid = (number: number): string => number.toString(16).padStart(32, '0');
const NUMBERS = [0, 1, 2];

const settle = async (opened: Readonly<Record<DepartmentName, TestDepartment>>): Promise<void> => {
  const each = (row: object) => NUMBERS.map((n) => ({ pid: pid(n), ...row }));
  const here = { institution_code: 'A', valid_from: '2024-01-01' };
  const institution = { code: 'A', name: '教育局', kind: 'ADMINISTRATIVE_ORGAN', grade: 'TOWNSHIP_HEAD' };
  await opened.establishment.insert('institution', [{ ...institution, valid_from: '2020-01-01' }]);
  await opened.establishment.insert('seat', each({ ...here, category: 'ADMINISTRATIVE', name: '人' }));
  await opened.hr.insert('person', each({ name: '人', status: 'ACTIVE' }));
  await opened.organization.insert('appointment', each({ ...here, title: '科员' }));
  await opened.finance.insert(
    'payment',
    each({ institution_code: 'A', month: '2026-05', gross_fen: 532_140 }),
  );
  await opened.discipline.insert('decision', [
    {
      pid: pid(0),
      institution_code: 'A',
      system: 'ADMINISTRATIVE',
      measure: 'ADMIN_DEMOTION',
      document_number: '云纪〔2026〕1号',
      effective_on: '2026-03-01',
    },
  ]);
};

/** Closed in the order in which they were opened last. */
const opened: (() => Promise<void>)[] = [];
const proxies = new Map<DepartmentName, FaultProxy>();
let establishmentUrl = '';
let gateway: Gateway;
let right: unknown;

const ask = (signal?: AbortSignal): Promise<Seen> => askGateway(gateway.url, QUESTION, signal);
const become = async (mode: ProxyMode, names: readonly DepartmentName[]): Promise<void> => {
  await Promise.all(names.map((name) => proxies.get(name)?.become(mode)));
};

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds()))
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
};

const openOwner = async (name: DepartmentName, department: TestDepartment) => {
  const served = await serveSubgraph(department.subgraph, {
    host: '127.0.0.1',
    port: 0,
    door: doorFor(name),
    onInternalError: () => undefined,
  });
  const proxy = await startFaultProxy(`${served.url}/graphql`);
  proxies.set(name, proxy);
  opened.push(department.close, served.close, proxy.close);
  return remoteOwner(
    name,
    proxy.url,
    () => undefined,
    () => undefined,
    sign,
  );
};

beforeAll(async () => {
  const pairs = await Promise.all(
    DEPARTMENT_NAMES.map(async (name) => [name, await openDepartment(departments[name])] as const),
  );
  await settle(Object.fromEntries(pairs) as Record<DepartmentName, TestDepartment>);
  establishmentUrl = pairs.find(([name]) => name === 'establishment')?.[1].ownerUrl ?? '';
  const owners = await Promise.all(pairs.map(([name, department]) => openOwner(name, department)));
  gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    executor: 'own',
    source: supergraphFile(COMMITTED_SUPERGRAPH),
    directory: fixedDirectory(owners),
    plannerOf: hivePlanner,
    storedOperations: [],
    log: createLog('silent'),
    metrics: createMetrics(),
  });
  opened.push(gateway.close);
  const { data, errors } = await ask();
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  right = data;
});
afterAll(async () => {
  for (const close of opened.reverse()) await close();
});

const whole = (): Promise<void> => until(async () => (await ask()).errors.length === 0);

const MODES = [
  ['is dead', 'dead'],
  ...(
    ['hangs', 'breaks off inside the body', 'sends HTML with status 502', 'sends a list as data'] as const
  ).map((name) => [name, FAULTS[name]] as const),
] as const;

it.each(
  MODES.flatMap(([what, mode]) =>
    [['finance'], ['hr', 'discipline'], ['establishment'], DEPARTMENT_NAMES].map(
      (names) => [names as readonly DepartmentName[], what, mode] as const,
    ),
  ),
)('gives right values and explained gaps where %j %s', async (names, _what, mode) => {
  await become(mode, names);
  const seen = await ask();
  await become('pass', DEPARTMENT_NAMES);
  const back = performance.now();
  await whole();
  expect(performance.now() - back).toBeLessThan(2_000);
  expect(objections(right, seen, names, () => undefined)).toEqual([]);
  expect(seen.milliseconds).toBeLessThan(2_500);
});

it('keeps four departments’ part while finance hangs', async () => {
  await become(FAULTS.hangs, ['finance']);
  const { data, errors } = await ask();
  await become('pass', ['finance']);
  expect(data).toMatchObject({
    institution: {
      name: '教育局',
      paidHeadcount: null,
      decisions: { totalCount: 1 },
      seats: {
        nodes: NUMBERS.map((n) => ({
          person: {
            name: '人',
            appointments: [{ title: '科员' }],
            decisions: n === 0 ? [{ measure: 'ADMIN_DEMOTION' }] : [],
            payments: null,
          },
        })),
      },
    },
  });
  expect(new Set(errors.map(({ extensions: { owner, code } }) => `${owner} ${code}`))).toEqual(
    new Set(['finance SUBGRAPH_UNAVAILABLE']),
  );
});

it('ends the SQL statements of a client that has gone', async () => {
  const holder = new pg.Client({ connectionString: establishmentUrl });
  const watcher = new pg.Client({ connectionString: establishmentUrl });
  await Promise.all([holder.connect(), watcher.connect()]);
  const waiting = async (): Promise<boolean> => {
    const { rows } = await watcher.query(
      "select 1 from pg_locks where not granted and relation = 'institution'::regclass",
    );
    return rows.length > 0;
  };
  await holder.query('begin; lock table institution in access exclusive mode');
  const controller = new AbortController();
  const outcome = ask(controller.signal).then(
    () => 'answered',
    () => 'gone',
  );
  await until(waiting);
  const left = performance.now();
  controller.abort();
  await until(async () => !(await waiting()));
  const endedAfter = performance.now() - left;
  await holder.query('rollback');
  await Promise.all([holder.end(), watcher.end()]);
  expect(await outcome).toBe('gone');
  expect(endedAfter).toBeLessThan(1_000);
});

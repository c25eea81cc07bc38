// What a department answers others, and what it records of that before the answer leaves.
import { departments } from '../../gateway/cli/departments.ts';
import type { ShareClass, Asker } from '../../schema/sharing.ts';
import { keyRing } from '../../subgraphs/kit/access-log/keys.ts';
import { openAccessLog, type AccessLog } from '../../subgraphs/kit/access-log/writer.ts';
import type { Decision } from '../../subgraphs/kit/sharing/guard.ts';
import { queryUrl } from '../support/data-directory.ts';
import { storedPid } from '../support/access-log.ts';
import { openDepartment, type TestDepartment } from '../support/department.ts';
import { SERVED, writtenGuard } from '../support/execute/guards.ts';
import { askerOf, purposeFor, viewerWith } from '../support/sharing.ts';

const PID = 'ab'.repeat(16);
const OTHER = 'cd'.repeat(16);
const INVESTIGATOR = askerOf(
  viewerWith({ subject: 'account-17', department: 'discipline', roles: ['investigator'] }),
  purposeFor('discipline'),
);
const OPEN = new Set([
  'Institution.code',
  'Person.pid',
  'PaymentConnection.nodes',
  'Payment.id',
  'Query.accessesOfFinance',
]);
const classOf = (coordinate: string): ShareClass => (OPEN.has(coordinate) ? 'OPEN' : 'CONDITIONAL');

const MISSING: Decision = { kind: 'REFUSED', reason: 'AGREEMENT_MISSING' };
let decisions: Readonly<Record<string, Decision>> = {};
let log: AccessLog;
let finance: TestDepartment;

beforeAll(async () => {
  finance = await openDepartment(departments.finance, (url) => {
    log = openAccessLog({ url, owner: 'finance', keys: keyRing([Buffer.alloc(32, 1)]), deadlineMs: 500 });
    return { classOf, accessLog: log, guardOf: () => writtenGuard(decisions) };
  });
  await finance.insert(
    'payment',
    [
      [PID, 'C1'],
      [OTHER, 'C2'],
    ].map(([pid, code]) => ({ pid, institution_code: code, month: '2026-05', gross_fen: '532140' })),
  );
});

afterAll(async () => {
  await log.close();
  await finance.close();
});

beforeEach(() => {
  decisions = {};
});

const PAYMENTS = '{ payments(month: "2026-05") { nodes { gross } } }';
const ENTITIES = `query ($of: [_Any!]!) {
  _entities(representations: $of) {
    ... on Person { pid payments { nodes { id gross } } }
    ... on Institution { code paidHeadcount(month: "2026-05") }
  }
}`;
const of = [
  { __typename: 'Person', pid: PID },
  { __typename: 'Institution', code: 'C1' },
];
const GROSS = '5321.40';

interface Recorded {
  readonly coordinates: string[];
  readonly pids: string[];
  readonly institution_codes: string[];
  readonly result: string;
  readonly reason: string | null;
}

/** The records that were added meanwhile. */
const recordsOf = async <T>(work: () => Promise<T>): Promise<{ answer: T; records: Recorded[] }> => {
  const last = async (): Promise<unknown> =>
    (await queryUrl(finance.appUrl, 'select coalesce(max(seq), 0) as seq from access_log'))[0]?.['seq'];
  const before = await last();
  const answer = await work();
  const records = await queryUrl(
    finance.appUrl,
    `select * from access_log_record where seq > ${String(before)} order by seq`,
  );
  return { answer, records: records as unknown as Recorded[] };
};

const asked = (text: string, asker: Asker | undefined = INVESTIGATOR, variables = {}) =>
  recordsOf(() => finance.ask(text, variables, asker));

it('records what was served: who, what for, which fields, about whom', async () => {
  const { answer, records } = await asked(ENTITIES, INVESTIGATOR, { of });
  expect(answer.errors).toBeUndefined();
  expect(records).toMatchObject([
    {
      viewer: 'account-17',
      viewer_kind: 'PERSON',
      client: 'console',
      department: 'discipline',
      purpose: '1',
      purpose_kind: 'INVESTIGATION',
      operation: INVESTIGATOR.operation,
      owner: 'finance',
      coordinates: ['Institution.paidHeadcount', 'Payment.gross', 'Person.payments'],
      pids: [storedPid(PID)],
      institution_codes: ['C1'],
      result: 'SERVED',
      reason: null,
      trace: 'trace',
    },
  ]);
});

it('records whom the rows of a list are about, also where nobody asked for that', async () => {
  const { answer, records } = await asked(PAYMENTS);
  expect(answer.data).toEqual({ payments: { nodes: [{ gross: GROSS }, { gross: GROSS }] } });
  expect(answer.statements).toHaveLength(1);
  expect(records).toMatchObject([
    { pids: [storedPid(PID), storedPid(OTHER)], institution_codes: ['C1', 'C2'] },
  ]);
});

it('records whom a page of a population is about, and not who bounds it', async () => {
  const { answer, records } = await asked(
    `{ personsOfFinance(of: PAID, after: "${PID}", upTo: "${'ef'.repeat(16)}", asOf: "2026-05-31") { pid } }`,
  );
  expect(answer.data).toEqual({ personsOfFinance: [{ pid: OTHER }] });
  expect(records).toMatchObject([{ pids: [storedPid(OTHER)] }]);
  const { records: refused } = await recordsOf(() => {
    decisions = { 'Query.personsOfFinance': MISSING };
    return finance.ask(
      `{ personsOfFinance(of: PAID, among: ["${PID}"], after: "${OTHER}") { pid } }`,
      {},
      INVESTIGATOR,
    );
  });
  expect(refused).toMatchObject([{ result: 'REFUSED', pids: [storedPid(PID)] }]);
});

it('records what was refused apart from what was served', async () => {
  decisions = { 'Payment.gross': MISSING };
  const { answer, records } = await asked(PAYMENTS);
  expect(answer.data).toEqual({ payments: { nodes: [{ gross: null }, { gross: null }] } });
  expect(answer.errors?.map(({ path, extensions: { code } }) => [path, code])).toEqual([
    [['payments', 'nodes', 0, 'gross'], 'SHARING_REFUSED'],
  ]);
  expect(records.map(({ coordinates, result, reason }) => ({ coordinates, result, reason }))).toEqual([
    { coordinates: ['Query.payments'], result: 'SERVED', reason: null },
    { coordinates: ['Payment.gross'], result: 'REFUSED', reason: 'AGREEMENT_MISSING' },
  ]);
});

it('sends no statement for what is refused, and records whom it was asked of', async () => {
  decisions = { 'Person.payments': MISSING, 'Institution.paidHeadcount': MISSING };
  const { answer, records } = await asked(ENTITIES, INVESTIGATOR, { of });
  expect(answer.statements).toEqual([]);
  expect(answer.data).toEqual({
    _entities: [
      { pid: PID, payments: null },
      { code: 'C1', paidHeadcount: null },
    ],
  });
  expect(records).toMatchObject([
    {
      coordinates: ['Institution.paidHeadcount', 'Person.payments'],
      pids: [storedPid(PID)],
      institution_codes: ['C1'],
      result: 'REFUSED',
    },
  ]);
});

it('restricts rows to the scope, and records what was out of it', async () => {
  decisions = {
    'Query.payments': { kind: 'SCOPED', institutions: ['C2'] },
    'Institution.paidHeadcount': { kind: 'SCOPED', institutions: ['C2'] },
  };
  const list = await asked('{ payments(month: "2026-05") { nodes { gross person { pid } } totalCount } }');
  expect(list.answer.data).toEqual({
    payments: { nodes: [{ gross: GROSS, person: { pid: OTHER } }], totalCount: 1 },
  });
  expect(list.answer.errors?.map(({ extensions: { code } }) => code)).toEqual(['SHARING_LIMITED']);
  expect(list.records).toMatchObject([
    { pids: [storedPid(OTHER)], institution_codes: ['C2'], result: 'SERVED' },
  ]);
  const institution = await asked(ENTITIES, INVESTIGATOR, { of });
  expect(institution.answer.data).toMatchObject({
    _entities: [{ pid: PID }, { code: 'C1', paidHeadcount: null }],
  });
  expect(institution.records.map(({ reason, coordinates }) => [reason, coordinates])).toContainEqual([
    'OUT_OF_SCOPE',
    ['Institution.paidHeadcount'],
  ]);
});

it('records nothing of open fields, of its own staff, and of itself', async () => {
  const clerk = askerOf(viewerWith({ department: 'finance', roles: ['clerk'] }));
  for (const [text, asker] of [
    [
      'query { _entities(representations: [{ __typename: "Person", pid: "x" }]) { ... on Person { pid } } }',
      INVESTIGATOR,
    ],
    [PAYMENTS, clerk],
    [PAYMENTS, undefined],
  ] as const) {
    const { answer, records } = await recordsOf(() => finance.ask(text, {}, asker));
    expect(answer.errors).toBeUndefined();
    expect(records).toEqual([]);
  }
});

it('holds a unit’s officer of its own for somebody else', async () => {
  const officer = askerOf(viewerWith({ department: 'finance', roles: ['unit-hr'], units: ['C1'] }));
  expect((await asked(PAYMENTS, officer)).records).toHaveLength(1);
});

it('shows no row where the access log cannot be written', async () => {
  await queryUrl(finance.ownerUrl, 'revoke insert on access_log from finance_app');
  try {
    for (const [text, data] of [
      [PAYMENTS, { payments: null }],
      [ENTITIES, { _entities: null }],
    ] as const) {
      const { answer, records } = await asked(text, INVESTIGATOR, text === ENTITIES ? { of } : {});
      expect(answer.data).toEqual(data);
      expect(answer.errors?.map(({ extensions: { code, owner } }) => [code, owner])).toEqual([
        ['ACCESS_LOG_UNAVAILABLE', 'finance'],
      ]);
      expect(JSON.stringify(answer)).not.toContain(GROSS);
      expect(records).toEqual([]);
    }
  } finally {
    await queryUrl(finance.ownerUrl, 'grant insert on access_log to finance_app');
  }
  expect((await asked(PAYMENTS)).answer.errors).toBeUndefined();
});

it('answers the operations that graphql-js runs behind the same guard and into the same log', async () => {
  decisions = { 'Payment.gross': MISSING };
  const { answer, records } = await asked(
    '{ __type(name: "Payment") { name } payments(month: "2026-05") { nodes { gross } } }',
  );
  expect(answer.data).toMatchObject({ payments: { nodes: [{ gross: null }, { gross: null }] } });
  expect(answer.errors).toHaveLength(1);
  expect(records.map(({ coordinates, result }) => [coordinates, result])).toEqual([
    [['Query.payments'], 'SERVED'],
    [['Payment.gross'], 'REFUSED'],
  ]);
  expect(records[0]).toMatchObject({
    pids: [storedPid(PID), storedPid(OTHER)],
    institution_codes: ['C1', 'C2'],
  });
});

it('shows nobody anything but open fields where no agreement is in force', async () => {
  const bare = await openDepartment(departments.finance, () => ({ classOf, accessLog: log }));
  try {
    const { data, errors, statements } = await bare.ask(ENTITIES, { of }, INVESTIGATOR);
    expect(data).toEqual({
      _entities: [
        { pid: PID, payments: null },
        { code: 'C1', paidHeadcount: null },
      ],
    });
    expect(errors?.map(({ extensions: { reason } }) => reason)).toEqual([
      'AGREEMENT_MISSING',
      'AGREEMENT_MISSING',
    ]);
    expect(statements).toEqual([]);
  } finally {
    await bare.close();
  }
});

it('shows nothing that would have to be recorded where there is no log', async () => {
  const bare = await openDepartment(departments.finance, () => ({
    classOf,
    guardOf: () => writtenGuard({}),
  }));
  try {
    const { data, errors } = await bare.ask(PAYMENTS, {}, INVESTIGATOR);
    expect(data).toEqual({ payments: null });
    expect(errors?.[0]?.extensions['code']).toBe('ACCESS_LOG_UNAVAILABLE');
  } finally {
    await bare.close();
  }
});

it('answers nothing where nobody can decide', async () => {
  const broken = await openDepartment(departments.finance, () => ({
    classOf,
    accessLog: log,
    guardOf: () => Promise.reject(new Error('no snapshot')),
  }));
  try {
    const { data, errors } = await broken.ask(PAYMENTS, {}, INVESTIGATOR);
    expect({ data, messages: errors?.map(({ message }) => message) }).toEqual({
      data: null,
      messages: ['no snapshot'],
    });
  } finally {
    await broken.close();
  }
});

it('decides anew for each fetch', async () => {
  const scope = finance.subgraph.scope(new AbortController().signal, INVESTIGATOR);
  const operation = finance.subgraph.compile(PAYMENTS);
  expect((await operation({}, scope)).errors).toBeUndefined();
  decisions = { 'Payment.gross': MISSING };
  expect((await operation({}, scope)).errors).toHaveLength(1);
  decisions = { 'Payment.gross': SERVED };
  expect((await operation({}, scope)).errors).toBeUndefined();
});

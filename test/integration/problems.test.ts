// Problems are opened from confirmed findings and closed, and come back where the rule finds the same again.
import {
  clerk,
  CONFIRM,
  director,
  engine,
  hit,
  openOversight,
  personKey,
  REFUTE,
  strangers,
  type OversightOffice,
} from '../support/oversight.ts';
import { TODAY } from '../support/department.ts';

const [A, B] = [1, 2].map(personKey) as [string, string];
const PROBLEM = 'id number findingId ruleId subjectKind subject period state openedOn closedOn version';
const OPEN = `mutation ($findingId: ID!, $version: Int!, $input: ProblemInput!, $idempotencyKey: String) {
  problem: openProblem(findingId: $findingId, version: $version, input: $input, idempotencyKey: $idempotencyKey) {
    ${PROBLEM} cause measure dueOn openedBy institution { code } owner { code } person { pid }
  }
}`;
const CLOSE = `mutation ($id: ID!, $version: Int!, $closedOn: Date!, $conclusion: String!, $documentNumber: String!, $idempotencyKey: String) {
  problem: closeProblem(id: $id, version: $version, closedOn: $closedOn, conclusion: $conclusion, documentNumber: $documentNumber, idempotencyKey: $idempotencyKey) {
    ${PROBLEM} closedBy conclusion
  }
}`;
const OF_RULE = `query ($ruleId: ID!, $asOf: Date) {
  problems(ruleId: $ruleId) { totalCount nodes { number recurredOn(asOf: $asOf) } }
}`;

interface Opened {
  readonly id: string;
}

let office: OversightOffice;
let numbers = 0;
beforeAll(async () => {
  office = await openOversight();
});
afterAll(() => office.close());

const inputOf = (said: object = {}) => ({
  number: `督${(numbers += 1)}`,
  cause: '把关不严',
  measure: '限期整改',
  ownerCode: 'A',
  dueOn: '2026-09-01',
  ...said,
});

const CLOSING = { version: 1, closedOn: TODAY, conclusion: '已整改到位', documentNumber: '编督〔2026〕1号' };

/** A finding about a person under a rule of its own, judged as said. */
const finding = async (verdict: string | null = CONFIRM, said: object = {}) => {
  const rule = await office.rule();
  await office.record(rule, { subjects: [A], hits: [hit(A, said)] });
  const [found] = await office.ledger(rule);
  if (verdict !== null)
    await office.done(clerk, verdict, { id: found!.id, version: found!.version, reason: '核实' });
  return { rule, findingId: found!.id, version: found!.version + (verdict === null ? 0 : 1) };
};

const open = async (): Promise<Opened> => {
  const { findingId, version } = await finding();
  const made = await office.done(clerk, OPEN, { findingId, version, input: inputOf() });
  return { id: String(made['id']) };
};

it('opens a problem from a confirmed finding, once for its key', async () => {
  const { rule, findingId, version } = await finding(CONFIRM, { period: '2026-01' });
  const command = { findingId, version, input: inputOf(), idempotencyKey: 'open' };
  const opened = await office.done(clerk, OPEN, command);
  expect(opened).toMatchObject({
    findingId,
    ruleId: rule,
    subjectKind: 'PERSON',
    subject: A,
    person: { pid: A },
    period: '2026-01',
    institution: { code: 'A' },
    owner: { code: 'A' },
    cause: '把关不严',
    measure: '限期整改',
    dueOn: '2026-09-01',
    state: 'RECTIFYING',
    openedOn: TODAY,
    openedBy: 'clerk',
    closedOn: null,
    version: 1,
  });
  expect(await office.done(clerk, OPEN, command)).toEqual(opened);
  expect(await office.done(clerk, OF_RULE, { ruleId: rule })).toMatchObject({ totalCount: 1 });
  expect(await office.query(`select subject from change where fact = 'problem'`)).toEqual([{ subject: 'A' }]);
});

it('opens none from a finding that is not confirmed, that is not there, or that was seen otherwise', async () => {
  const { findingId, version } = await finding();
  const refusal = (asked: { findingId: string; version: number }) =>
    office.refusedBy(clerk, OPEN, {
      findingId: asked.findingId,
      version: asked.version,
      input: inputOf(),
    });
  expect(await refusal(await finding(null))).toBe('FINDING_NOT_CONFIRMED');
  expect(await refusal(await finding(REFUTE))).toBe('FINDING_NOT_CONFIRMED');
  expect(await refusal({ findingId: '999999', version })).toBe('FINDING_UNKNOWN');
  expect(await refusal({ findingId, version: version - 1 })).toBe('VERSION_STALE');
});

it('opens no second problem about the same while the first is open', async () => {
  const { findingId, version } = await finding();
  const first = await office.done(clerk, OPEN, { findingId, version, input: inputOf() });
  const again = { findingId, version, input: inputOf() };
  expect(await office.refusedBy(clerk, OPEN, again)).toBe('PROBLEM_OPEN_ALREADY');
  await office.done(director, CLOSE, { ...CLOSING, id: first['id'] });
  expect(await office.done(clerk, OPEN, again)).toMatchObject({ state: 'RECTIFYING' });
});

it('closes a problem at the version that was seen, once for its key', async () => {
  const problem = await open();
  const command = { ...CLOSING, id: problem.id, idempotencyKey: 'close' };
  const closed = await office.done(director, CLOSE, command);
  expect(closed).toMatchObject({
    state: 'CLOSED',
    closedOn: TODAY,
    closedBy: 'director',
    conclusion: '已整改到位',
    version: 2,
  });
  expect(await office.done(director, CLOSE, command)).toEqual(closed);
  const close = (said: object) => office.refusedBy(director, CLOSE, { ...CLOSING, id: problem.id, ...said });
  expect(await close({})).toBe('VERSION_STALE');
  expect(await close({ version: 2 })).toBe('PROBLEM_STATE_OTHER');
});

it('closes none before it was opened, after today, without a word, or that is not there', async () => {
  const problem = await open();
  const close = (said: object) => office.refusedBy(director, CLOSE, { ...CLOSING, id: problem.id, ...said });
  expect(await close({ closedOn: '2026-01-01' })).toBe('COMMAND_INVALID');
  expect(await close({ closedOn: '2027-01-01' })).toBe('VALUE_INVALID');
  expect(await close({ conclusion: ' ' })).toBe('VALUE_INVALID');
  expect(await close({ id: '999999' })).toBe('FACT_UNKNOWN');
});

it('is opened by people of the office alone, and closed by its director', async () => {
  const { findingId, version } = await finding();
  const problem = await open();
  for (const asker of [...strangers, engine]) {
    expect(await office.refusedBy(asker, OPEN, { findingId, version, input: inputOf() })).toBe('FORBIDDEN');
    expect(await office.refusedBy(asker, CLOSE, { ...CLOSING, id: problem.id })).toBe('FORBIDDEN');
  }
  expect(await office.refusedBy(clerk, CLOSE, { ...CLOSING, id: problem.id })).toBe('FORBIDDEN');
});

it('tells whether the rule found the same again by facts of a later day, while it still does', async () => {
  const rule = await office.rule();
  const found = (asOf: string, ...subjects: string[]) =>
    office.record(rule, { asOf, subjects: [A, B], hits: subjects.map((one) => hit(one)) });
  await found('2026-06-01', A);
  const [{ id, version } = { id: '', version: 0 }] = await office.ledger(rule);
  await office.done(clerk, CONFIRM, { id, version, reason: '核实' });
  const made = await office.done(clerk, OPEN, { findingId: id, version: version + 1, input: inputOf() });
  await office.query(`update problem set opened_on = '2026-06-02' where id = $1`, [made['id']]);
  await office.done(director, CLOSE, { ...CLOSING, id: made['id'], version: 2, closedOn: '2026-06-10' });
  const recurred = async (asOf?: string): Promise<unknown> => {
    const { nodes } = (await office.done(clerk, OF_RULE, { ruleId: rule, asOf })) as { nodes: object[] };
    return nodes.map((one) => (one as Record<string, unknown>)['recurredOn']);
  };
  expect(await recurred()).toEqual([null]);
  await found('2026-06-10', A);
  expect(await recurred()).toEqual([null]);
  await found('2026-06-11', B);
  expect(await recurred()).toEqual([null]);
  await found('2026-06-12', A, B);
  expect(await recurred()).toEqual(['2026-06-12']);
  expect(await recurred('2026-06-11')).toEqual([null]);
  await found('2026-06-13', B);
  expect(await recurred()).toEqual([null]);
});

it('has the institution of a problem told of whatever becomes of the finding, wherever that belongs', async () => {
  const { rule, findingId, version } = await finding();
  const input = inputOf({ institutionCode: 'B' });
  await office.done(clerk, OPEN, { findingId, version, input });
  const told = async (said: object, hits: readonly object[]): Promise<unknown[]> => {
    const [{ last } = {}] = await office.query('select coalesce(max(id), 0) as last from change');
    await office.record(rule, { subjects: [A], hits, ...said });
    const rows = await office.query(
      `select fact || ' ' || subject_kind || ' ' || subject as change from change where id > $1 order by 1`,
      [last],
    );
    return rows.map(({ change }) => change);
  };
  const whole = ['finding INSTITUTION A', 'finding INSTITUTION B', `finding PERSON ${A}`];
  expect(await told({}, [hit(A)])).toEqual([]);
  expect(await told({}, [])).toEqual(whole);
  expect(await told({}, [hit(A)])).toEqual(whole);
  expect(await told({}, [hit(A, { institutionCode: 'C' })])).toEqual([
    ...whole.slice(0, 2),
    'finding INSTITUTION C',
    `finding PERSON ${A}`,
  ]);
  // By facts of a later day the problem may have come back, though the finding was there all the while.
  await office.query(`update finding set as_of = '2026-06-14' where id = $1`, [findingId]);
  expect(await told({}, [hit(A, { institutionCode: 'C' })])).toEqual(['finding INSTITUTION B']);
});

// Commands that are refused: who may not, what cannot be taken, what has changed meanwhile. Nothing of them is left.
import { discipline } from '../../subgraphs/discipline/main.ts';
import { finance } from '../../subgraphs/finance/main.ts';
import { hr } from '../../subgraphs/hr/main.ts';
import { organization } from '../../subgraphs/organization/main.ts';
import { officer, openCommands, type CommandOffice } from '../support/commands.ts';
import { identityNumber } from '../support/import-run.ts';

const PID = 'ab'.repeat(16);
const RECORD = `mutation ($input: DecisionInput!, $key: String) {
  recordDecision(input: $input, idempotencyKey: $key) { id version measure }
}`;
const LIFT = `mutation ($id: ID!, $version: Int!, $on: Date!, $document: String!) {
  liftDecision(id: $id, version: $version, liftedOn: $on, documentNumber: $document) { id version liftedOn sourceDocument }
}`;
const decision = (more: object = {}) => ({
  pid: PID,
  institutionCode: 'A',
  system: 'ADMINISTRATIVE',
  measure: 'ADMIN_WARNING',
  documentNumber: '处〔2026〕1号',
  effectiveOn: '2026-03-01',
  ...more,
});

let office: CommandOffice;
beforeAll(async () => {
  office = await openCommands(discipline);
});
afterAll(() => office.close());
afterEach(() => office.query('delete from decision; delete from change; delete from command'));

const kept = async () => [
  await office.count('decision'),
  await office.count('change'),
  await office.count('command'),
];

describe('who', () => {
  it.each([
    ['another department', officer('finance', 'director')],
    ['a unit', officer('discipline', 'unit-hr')],
    [
      'nobody in particular',
      { ...officer('discipline'), viewer: { ...officer('discipline').viewer, roles: [] } },
    ],
  ])('does not let %s command, and says who may', async (_, asker) => {
    const { code, extensions, answer } = await office.command(RECORD, { input: decision(), key: 'k' }, asker);
    expect([code, answer]).toEqual(['FORBIDDEN', null]);
    expect(extensions['needed']).toBe('investigator, clerk, director of Discipline inspection');
    expect(extensions['zh']).toMatch(/纪检.*工作人员/);
    expect(await kept()).toEqual([0, 0, 0]);
  });

  it.each(['clerk', 'director', 'investigator'] as const)(
    'lets a %s of the department command',
    async (role) => {
      const { code } = await office.command(RECORD, { input: decision() }, officer('discipline', role));
      expect(code).toBeUndefined();
    },
  );

  it('lets the department itself command', async () => {
    const { code } = await office.command(RECORD, { input: decision(), key: 'k' }, null);
    expect(code).toBeUndefined();
    expect(await kept()).toEqual([1, 2, 1]);
  });
});

describe('what', () => {
  it('tells all faults at once, each with its place, in both languages', async () => {
    const input = decision({
      institutionCode: 'A B',
      measure: 'PARTY_WARNING',
      documentNumber: '号'.repeat(257),
      influenceEndsOn: '2036-03-01',
      ground: '字'.repeat(4001),
    });
    const { code, faults, extensions } = await office.command(RECORD, { input, key: 'k' });
    expect([code, extensions['count']]).toEqual(['COMMAND_INVALID', 5]);
    expect(faults.map(({ path, code: own }) => [path.join('.'), own])).toEqual([
      ['input.institutionCode', 'INSTITUTION_CODE_INVALID'],
      ['input.documentNumber', 'TEXT_INVALID'],
      ['input.ground', 'TEXT_INVALID'],
      ['input.measure', 'MEASURE_OF_OTHER_SYSTEM'],
      ['input.influenceEndsOn', 'INFLUENCE_TOO_LONG'],
    ]);
    expect(faults.every(({ message, zh }) => /[a-z]/.test(message) && /\p{Script=Han}/u.test(zh))).toBe(true);
    expect(await kept()).toEqual([0, 0, 0]);
  });

  it('holds rows to the constraints of their table', async () => {
    const { faults } = await office.command(RECORD, { input: decision({ influenceEndsOn: '2026-02-01' }) });
    expect(faults).toMatchObject([{ code: 'ROW_BREAKS_RULE' }]);
    expect(faults[0]?.message).toContain('decision_influence_after_effect');
  });

  it('refuses blanks where a text is needed', async () => {
    const { faults } = await office.command(RECORD, { input: decision({ documentNumber: '  ' }) });
    expect(faults).toMatchObject([{ path: ['input', 'documentNumber'], code: 'VALUE_MISSING' }]);
  });

  it('refuses a fact that is registered already, and names the record', async () => {
    const first = await office.command(RECORD, { input: decision() });
    const { code, extensions } = await office.command(RECORD, { input: decision({ ground: '其他' }) });
    expect([code, extensions]).toMatchObject([
      'FACT_KNOWN',
      { version: 1, id: (first.answer as { id: string }).id },
    ]);
    expect(await kept()).toEqual([1, 2, 0]);
  });

  it('names each bad row of a list and takes none of them', async () => {
    const payroll = await openCommands(finance);
    const run = `mutation ($input: PaymentRunInput!) { recordPayments(input: $input) { id gross } }`;
    const pay = (person: number, more: object = {}) => ({
      pid: String(person).padStart(32, '0'),
      gross: '5000.00',
      ...more,
    });
    const shared = { institutionCode: 'A', month: '2026-05' };
    const known = await payroll.command(run, { input: { ...shared, payments: [pay(1), pay(2)] } });
    expect(known.code).toBeUndefined();
    const payments = [
      pay(3),
      pay(1),
      pay(4, { kind: 'RECOVERY' }),
      pay(3),
      pay(5, { gross: '99999999999999999' }),
    ];
    const { code, faults } = await payroll.command(run, { input: { ...shared, payments } });
    expect(code).toBe('COMMAND_INVALID');
    expect(faults.map(({ path, code: own }) => [path.join('.'), own])).toEqual([
      ['input.payments.4.gross', 'MONEY_INVALID'],
      ['input.payments.2.gross', 'PAYMENT_RECOVERY_POSITIVE'],
      ['input.payments.3', 'FACT_REPEATED'],
      ['input.payments.1', 'FACT_KNOWN'],
    ]);
    expect(await payroll.count('payment')).toBe(2);
    const wrong = { institutionCode: 'A B', month: '2026-05', payments: [pay(6), pay(7)] };
    expect((await payroll.command(run, { input: wrong })).faults).toMatchObject([
      { path: ['input', 'institutionCode'] },
    ]);
    expect((await payroll.command(run, { input: { ...shared, payments: [] } })).faults).toMatchObject([
      { path: ['input', 'payments'], code: 'VALUE_MISSING' },
    ]);
    const many = Array.from({ length: 1001 }, (_, index) => pay(index + 10));
    expect((await payroll.command(run, { input: { ...shared, payments: many } })).faults).toMatchObject([
      { path: ['input', 'payments'], code: 'LIST_TOO_LONG' },
    ]);
    const whole = await payroll.command(run, { input: { ...shared, payments: many.slice(1) } });
    expect((whole.answer as readonly unknown[]).length).toBe(1000);
    expect(await payroll.count('change')).toBe(1004);
    await payroll.close();
  });

  it('registers a person under the key of the number, and keeps the number out of sight', async () => {
    const people = await openCommands(hr);
    const register = `mutation ($input: PersonInput!, $key: String) {
      registerPerson(input: $input, idempotencyKey: $key) { pid sex bornOn identityNumber }
    }`;
    const number = identityNumber(7);
    const input = { identityNumber: ` ${number}`, name: '张三' };
    const first = await people.command(register, { input, key: 'k' });
    expect(first).toMatchObject({
      code: undefined,
      answer: {
        sex: 'MALE',
        bornOn: '1990-01-01',
        identityNumber: `${'*'.repeat(17)}${number.slice(-1)}`,
      },
    });
    expect(await people.command(register, { input, key: 'k' })).toEqual(first);
    const rows = await people.query('select * from person, command, change');
    expect(JSON.stringify(rows)).not.toContain(number);
    const wrong = await people.command(register, {
      input: { ...input, identityNumber: `${number.slice(0, 17)}#` },
    });
    expect(wrong.faults).toMatchObject([
      { path: ['input', 'identityNumber'], code: 'IDENTITY_NUMBER_SHAPE' },
    ]);
    expect(JSON.stringify(wrong)).not.toContain(number.slice(0, 17));
    await people.close();
  });
});

describe('when', () => {
  const recorded = async (): Promise<string> => {
    const { answer } = await office.command(RECORD, { input: decision({ sourceDocument: '来源' }) });
    return (answer as { id: string }).id;
  };

  it('changes a fact only at the version that the client saw', async () => {
    const id = await recorded();
    const lift = { id, version: 1, on: '2026-06-01', document: '解〔2026〕1号' };
    expect(await office.command(LIFT, lift)).toMatchObject({
      answer: { version: 2, liftedOn: '2026-06-01', sourceDocument: '来源' },
    });
    expect(await office.command(LIFT, { ...lift, on: '2026-07-01' })).toMatchObject({
      answer: null,
      code: 'VERSION_STALE',
      extensions: { current: 2, version: 1 },
    });
    expect(await office.query('select lifted_on::text, version from decision')).toEqual([
      { lifted_on: '2026-06-01', version: 2 },
    ]);
    expect(
      await office.query("select document from change where subject_kind = 'PERSON' order by id"),
    ).toEqual([{ document: '来源' }, { document: '解〔2026〕1号' }]);
  });

  it('lets one of several changes through that were made of the same version', async () => {
    const id = await recorded();
    const days = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04'];
    const outcomes = await Promise.all(
      days.map((on) => office.command(LIFT, { id, version: 1, on, document: '解' })),
    );
    expect(outcomes.filter(({ code }) => code === undefined)).toHaveLength(1);
    expect(outcomes.filter(({ code }) => code === 'VERSION_STALE')).toHaveLength(3);
  });

  it('does not end what had not begun', async () => {
    const id = await recorded();
    const { faults } = await office.command(LIFT, { id, version: 1, on: '2026-02-28', document: '解' });
    expect(faults).toMatchObject([{ path: ['liftedOn'], code: 'DAY_TOO_EARLY' }]);
  });

  it.each(['0', '999999', 'x', '12345678901234567890'])('knows no record %s', async (id) => {
    const { code } = await office.command(LIFT, { id, version: 1, on: '2026-06-01', document: '解' });
    expect(code).toBe('FACT_UNKNOWN');
  });

  it('replaces a headcount only at its version', async () => {
    const budget = await openCommands(finance);
    const set = `mutation ($input: BudgetHeadcountInput!, $version: Int) {
      setBudgetHeadcount(input: $input, version: $version) { id version headcount funding }
    }`;
    const input = {
      institutionCode: 'A',
      institutionName: '某局',
      category: 'ADMINISTRATIVE',
      year: 2026,
      headcount: 10,
      funding: 'FULL',
      amount: '100.00',
    };
    expect(await budget.command(set, { input, version: 1 })).toMatchObject({ code: 'VERSION_STALE' });
    expect(await budget.command(set, { input })).toMatchObject({ answer: { version: 1, funding: 'FULL' } });
    expect(await budget.command(set, { input })).toMatchObject({
      code: 'FACT_KNOWN',
      extensions: { version: 1 },
    });
    const { funding: _, ...without } = input;
    expect(await budget.command(set, { input: { ...without, headcount: 12 }, version: 1 })).toMatchObject({
      answer: { version: 2, headcount: 12, funding: null },
    });
    expect(await budget.command(set, { input, version: 1 })).toMatchObject({ code: 'VERSION_STALE' });
    expect(await budget.count('budget_headcount')).toBe(1);
    expect(await budget.count('change')).toBe(2);
    await budget.close();
  });

  it('does not let an ended appointment last into the next one', async () => {
    const posts = await openCommands(organization);
    const appoint = `mutation ($from: Date!) {
      recordAppointment(input: { pid: "${PID}", institutionCode: "A", title: "局长", validFrom: $from, sourceDocument: "任" }) {
        id version validTo
      }
    }`;
    const end = `mutation ($id: ID!, $to: Date!) {
      endAppointment(id: $id, version: 2, validTo: $to, documentNumber: "免") { validTo version }
    }`;
    const first = await posts.command(appoint, { from: '2026-01-01' });
    await posts.command(appoint, { from: '2026-05-01' });
    const { id } = first.answer as { id: string };
    expect(await posts.query('select valid_to::text from appointment order by valid_from')).toEqual([
      { valid_to: '2026-05-01' },
      { valid_to: null },
    ]);
    expect((await posts.command(end, { id, to: '2026-06-01' })).faults).toMatchObject([
      { path: ['validTo'], code: 'PERIOD_OVERLAPS' },
    ]);
    expect((await posts.command(end, { id, to: '2025-06-01' })).faults).toMatchObject([
      { path: ['validTo'], code: 'ROW_BREAKS_RULE' },
    ]);
    expect(await posts.command(end, { id, to: '2026-04-01' })).toMatchObject({
      answer: { validTo: '2026-04-01', version: 3 },
    });
    await posts.close();
  });
});

it('keeps nothing of a command whose place in the change feed cannot be written', async () => {
  await office.query(`
    create function no_feed() returns trigger language plpgsql as $$ begin raise exception 'no feed'; end $$;
    create trigger no_feed before insert on change for each row execute function no_feed()`);
  const failed = await office.command(RECORD, { input: decision(), key: 'k' });
  await office.query('drop function no_feed cascade');
  expect(failed.answer).toBeNull();
  expect(await kept()).toEqual([0, 0, 0]);
  expect(await office.command(RECORD, { input: decision(), key: 'k' })).toMatchObject({ code: undefined });
  expect(await kept()).toEqual([1, 2, 1]);
});

it('breaks no connection by refusing', async () => {
  const alone = await openCommands(discipline);
  let broken = 0;
  alone.subgraph.pool.on('remove', () => {
    broken += 1;
  });
  await alone.command(RECORD, { input: decision() });
  for (let index = 0; index < 3; index += 1)
    expect(await alone.command(RECORD, { input: decision() })).toMatchObject({ code: 'FACT_KNOWN' });
  expect([broken, alone.subgraph.pool.totalCount]).toEqual([0, 1]);
  await alone.close();
});

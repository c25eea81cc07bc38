// Commands that are sent again, at once, or beside an import: each is carried out once, and periods never overlap.
import fc from 'fast-check';
import { establishment } from '../../subgraphs/establishment/main.ts';
import { finance } from '../../subgraphs/finance/main.ts';
import { officer, openCommands, type CommandOffice, type Outcome } from '../support/commands.ts';
import { openImporter } from '../support/import-run.ts';

const SPEND = `mutation ($input: OperatingSpendInput!, $key: String) {
  recordOperatingSpend(input: $input, idempotencyKey: $key) { id month amount }
}`;
const AGENCY = `mutation ($input: AgencyPaymentInput!, $key: String) {
  recordAgencyPayment(input: $input, idempotencyKey: $key) { id }
}`;
const PAY = `mutation ($input: PaymentRunInput!, $key: String) {
  recordPayments(input: $input, idempotencyKey: $key) { id gross person { pid } }
}`;
const spend = (more: object = {}) => ({ institutionCode: 'A', month: '2026-01', amount: '100.00', ...more });

describe('finance', () => {
  let office: CommandOffice;
  beforeAll(async () => {
    office = await openCommands(finance);
  });
  afterAll(() => office.close());
  afterEach(() =>
    office.query('delete from operating_spend; delete from payment; delete from change; delete from command'),
  );

  const kept = async () => [
    await office.count('operating_spend'),
    await office.count('change'),
    await office.count('command'),
  ];

  it('answers a command that is sent again as it did before', async () => {
    const first = await office.command(SPEND, { input: spend(), key: 'k' });
    // The same fields in another order, and one more that is null.
    const again = { sourceDocument: null, amount: '100.00', month: '2026-01', institutionCode: 'A' };
    expect(await office.command(SPEND, { input: again, key: 'k' })).toEqual(first);
    expect(first.code).toBeUndefined();
    expect(await kept()).toEqual([1, 1, 1]);
  });

  it('answers with a whole list again, in its order', async () => {
    const payments = [3, 1, 2].map((person) => ({
      pid: String(person).padStart(32, '0'),
      gross: `${person}.00`,
    }));
    const run = { input: { institutionCode: 'A', month: '2026-01', payments }, key: 'k' };
    const first = await office.command(PAY, run);
    expect(first.answer).toMatchObject(payments.map(({ pid, gross }) => ({ gross, person: { pid } })));
    expect(await office.command(PAY, run)).toEqual(first);
    expect(await office.count('payment')).toBe(3);
  });

  it.each([
    ['another input', SPEND, spend({ amount: '100.01' })],
    ['another command', AGENCY, spend({ agency: '某公司' })],
  ])('refuses a key that was used for %s', async (_, mutation, input) => {
    await office.command(SPEND, { input: spend(), key: 'k' });
    expect(await office.command(mutation, { input, key: 'k' })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      extensions: { command: 'recordOperatingSpend' },
    });
    expect(await kept()).toEqual([1, 1, 1]);
  });

  it('keeps the keys of each viewer apart', async () => {
    const [one, other] = [officer('finance', 'clerk', 'one'), officer('finance', 'clerk', 'other')];
    await office.command(SPEND, { input: spend(), key: 'k' }, one);
    const second = await office.command(SPEND, { input: spend({ month: '2026-02' }), key: 'k' }, other);
    expect(second.code).toBeUndefined();
    expect(await kept()).toEqual([2, 2, 2]);
  });

  it.each(['', 'x'.repeat(201), 'a\u0000b'])('takes no key %j', async (key) => {
    expect((await office.command(SPEND, { input: spend(), key })).faults).toMatchObject([
      { path: ['idempotencyKey'] },
    ]);
    expect(await kept()).toEqual([0, 0, 0]);
  });

  it('leaves the key of a refused command for its correction', async () => {
    await office.command(SPEND, { input: spend({ amount: '99999999999999999.00' }), key: 'k' });
    expect(await office.command(SPEND, { input: spend(), key: 'k' })).toMatchObject({ code: undefined });
    expect(await kept()).toEqual([1, 1, 1]);
  });

  it('carries out one of several equal commands that come at once, and answers all of them with it', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => office.command(SPEND, { input: spend(), key: 'k' })),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome)))).toHaveProperty('size', 1);
    expect(outcomes[0]).toMatchObject({ code: undefined, answer: { month: '2026-01' } });
    expect(await kept()).toEqual([1, 1, 1]);
  });

  it('registers a fact once that several bring at once under keys of their own', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) => office.command(SPEND, { input: spend(), key: `k${index}` })),
    );
    const codes = outcomes.map(({ code }) => code ?? 'done').toSorted();
    expect(codes).toEqual([...Array.from({ length: 7 }, () => 'FACT_KNOWN'), 'done']);
    expect(await kept()).toEqual([1, 1, 1]);
  });

  it('carries out the distinct commands of any sequence, however they are repeated', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            key: fc.constantFrom('a', 'b', 'c', undefined),
            input: fc.record({
              institutionCode: fc.constantFrom('A', 'B'),
              month: fc.constantFrom('2026-01', '2026-02'),
              amount: fc.constantFrom('1.00', '2.00'),
            }),
            times: fc.integer({ min: 1, max: 3 }),
          }),
          { maxLength: 12 },
        ),
        async (commands) => {
          await office.query('delete from operating_spend; delete from change; delete from command');
          const facts = new Map<string, string>();
          const keys = new Map<string, string>();
          const expected = (key: string | undefined, input: (typeof commands)[number]['input']): string => {
            const said = JSON.stringify(input);
            const before = key === undefined ? undefined : keys.get(key);
            if (before !== undefined) return before === said ? 'done' : 'IDEMPOTENCY_KEY_REUSED';
            const fact = `${input.institutionCode} ${input.month}`;
            if (facts.has(fact)) return 'FACT_KNOWN';
            facts.set(fact, input.amount);
            if (key !== undefined) keys.set(key, said);
            return 'done';
          };
          for (const { key, input, times } of commands) {
            const send = (): Promise<Outcome> => office.command(SPEND, { input, key });
            const wanted = Array.from({ length: times }, () => expected(key, input));
            const outcomes = await Promise.all(wanted.map(send));
            expect(outcomes.map(({ code }) => code ?? 'done').toSorted()).toEqual(wanted.toSorted());
          }
          const rows = await office.query(
            `select institution_code || ' ' || month as fact, (amount_fen / 100.0)::numeric(9, 2)::text as amount from operating_spend`,
          );
          expect(new Map(rows.map(({ fact, amount }) => [fact, amount]))).toEqual(facts);
          expect(await kept()).toEqual([facts.size, facts.size, keys.size]);
        },
      ),
      { numRuns: 25 },
    ));
});

describe('periods', () => {
  let office: CommandOffice;
  beforeAll(async () => {
    office = await openCommands(establishment);
  });
  afterAll(() => office.close());

  const change = (validFrom: string): Promise<Outcome> =>
    office.command(
      `mutation ($from: Date!) {
        changeQuota(input: { institutionCode: "A", category: ADMINISTRATIVE, number: "10", validFrom: $from, sourceDocument: "编" }) { id }
      }`,
      { from: validFrom },
    );

  it('end where the next begins, in whatever order they come, and at once', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (days, together) => {
          await office.query('delete from quota; delete from change');
          const dates = days.map((day) => `2026-03-${String(day).padStart(2, '0')}`);
          const outcomes = together ? await Promise.all(dates.map(change)) : [];
          if (!together) for (const date of dates) outcomes.push(await change(date));
          expect(outcomes.map(({ code }) => code)).toEqual(dates.map(() => undefined));
          const sorted = dates.toSorted();
          expect(
            await office.query('select valid_from::text, valid_to::text from quota order by valid_from'),
          ).toEqual(sorted.map((date, index) => ({ valid_from: date, valid_to: sorted[index + 1] ?? null })));
        },
      ),
      { numRuns: 25 },
    ));
});

it('an import that changes a fact counts its version on, and one that changes nothing does not', async () => {
  const importer = await openImporter(finance);
  const file = (amount: string): string => `institution code,month,amount\nA,2026-01,${amount}\n`;
  const versions = () => importer.query('select version, amount_fen::text as fen from operating_spend');
  await importer.run('operating-spend', file('100'));
  await importer.run('operating-spend', file('100'));
  expect(await versions()).toEqual([{ version: 1, fen: '10000' }]);
  await importer.run('operating-spend', file('200'));
  expect(await versions()).toEqual([{ version: 2, fen: '20000' }]);
  await importer.close();
});

it('a command waits for an import into its table, and then sees what it brought', async () => {
  const office = await openCommands(finance);
  const client = await office.subgraph.pool.connect();
  await client.query('begin');
  await client.query("select pg_advisory_xact_lock(hashtextextended('import operating_spend', 0))");
  await client.query(
    "insert into operating_spend (institution_code, month, amount_fen) values ('A', '2026-01', 1)",
  );
  let isOver = false;
  const waiting = office.command(SPEND, { input: spend() }).finally(() => {
    isOver = true;
  });
  const isWaiting = async (): Promise<boolean> =>
    (
      await office.query(
        "select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
      )
    ).length > 0;
  while (!isOver && !(await isWaiting()));
  expect(isOver).toBe(false);
  await client.query('commit');
  client.release();
  expect(await waiting).toMatchObject({ code: 'FACT_KNOWN' });
  await office.close();
});

// What a client is told whose command the database could not carry out, or may have carried out.
import { finance } from '../../subgraphs/finance/main.ts';
import { openCommands, type CommandOffice } from '../support/commands.ts';

const SPEND = `mutation {
  recordOperatingSpend(input: { institutionCode: "A", month: "2026-01", amount: "1.00" }, idempotencyKey: "k") { id }
}`;

let office: CommandOffice;
beforeAll(async () => {
  office = await openCommands(finance);
});
afterAll(() => office.close());

const spend = () => office.command(SPEND);

/** A trigger that ends its own connection, at once or when the transaction ends. */
const cut = (when: 'before insert' | 'after insert'): Promise<unknown> =>
  office.query(`create function cut() returns trigger language plpgsql as $$
      begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
    create ${when === 'before insert' ? '' : 'constraint'} trigger cut ${when} on operating_spend
      ${when === 'before insert' ? '' : 'deferrable initially deferred'} for each row execute function cut()`);

const mend = (): Promise<unknown> => office.query('drop function cut cascade');

it('says that the database does not answer where it went away before the end was asked for', async () => {
  await cut('before insert');
  expect(await spend()).toMatchObject({ answer: null, code: 'DATABASE_UNAVAILABLE' });
  await mend();
});

it('says that nobody knows where it went away while the end was asked for, and that a key makes it safe', async () => {
  await cut('after insert');
  expect(await spend()).toMatchObject({
    answer: null,
    code: 'WRITE_UNCONFIRMED',
    extensions: { zh: expect.stringContaining('幂等键') },
  });
  await mend();
});

it('says that it does not answer where it only reads, and takes a new connection afterwards', async () => {
  // All of the pool, whichever the command takes.
  const { pool } = office.subgraph;
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  for (const client of clients) await client.query('set default_transaction_read_only = on');
  for (const client of clients) client.release();
  for (const _ of clients) expect(await spend()).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
});

it('carries it out once when it is sent again', async () => {
  expect(await spend()).toMatchObject({ code: undefined, answer: { id: expect.any(String) } });
  expect(await office.count('operating_spend')).toBe(1);
  expect(await office.count('change')).toBe(1);
});

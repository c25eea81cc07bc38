// Accesses are durable before anything is served, form one chain, and cannot be taken back by the application.
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { keyRing } from '../../subgraphs/kit/access-log/keys.ts';
import { SUBJECTS_MAX } from '../../subgraphs/kit/access-log/record.ts';
import { openAccessLog } from '../../subgraphs/kit/access-log/writer.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { startCluster, type Cluster } from '../../subgraphs/kit/postgres/cluster.ts';
import { provision } from '../../subgraphs/kit/postgres/provision.ts';
import { openSecrets, secretsFile } from '../../subgraphs/kit/postgres/secrets.ts';
import { access, CODE, openTestLog, PID, type TestLog, storedPid } from '../support/access-log.ts';
import { newDataDirectory, query, queryUrl } from '../support/data-directory.ts';

let log: TestLog;

beforeEach(async () => {
  log = await openTestLog();
});

afterEach(() => log.close());

/** Another person that is made up. */
const OTHER = 'cd'.repeat(16);

const seqs = async (): Promise<number[]> =>
  (await log.ask('select seq::int as seq from access_log order by seq')).map(({ seq }) => Number(seq));

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

const problems = async (): Promise<unknown> => (await log.verify()).problems;

describe('writing', () => {
  it('keeps what was told, with lists sorted and once each', async () => {
    await log.open().append(access({ coordinates: ['b', 'a', 'b'], refusal: 'SHARING_REFUSED' }));
    const [row] = await log.ask('select * from access_log_record');
    expect(row).toMatchObject({
      seq: '1',
      time: new Date('2026-06-15T08:00:00.123Z'),
      viewer: 'account-17',
      viewer_kind: 'PERSON',
      client: 'console',
      department: 'discipline',
      purpose: '纪立〔2026〕17号',
      purpose_kind: 'INVESTIGATION',
      operation: 'f'.repeat(64),
      owner: 'finance',
      coordinates: ['a', 'b'],
      pids: [storedPid(PID)],
      institution_codes: [CODE],
      unlisted: 0,
      result: 'REFUSED',
      reason: 'SHARING_REFUSED',
      trace: '0123456789abcdef0123456789abcdef',
    });
    expect(await problems()).toEqual([]);
  });

  it('keeps a list of subjects once, whatever the order that it is told in', async () => {
    const [writer, other] = [log.open(), log.open()];
    for (const pids of [[PID, OTHER], [OTHER, PID], [PID]])
      for (const each of [writer, other]) await each.append(access({ pids }));
    expect(
      await log.ask('select cardinality(pids) as persons from access_log_subjects order by persons'),
    ).toEqual([{ persons: 1 }, { persons: 2 }]);
    expect(await log.ask('select cardinality(pids) as persons from access_log_record order by seq')).toEqual(
      [2, 2, 2, 2, 1, 1].map((persons) => ({ persons })),
    );
    expect(await problems()).toEqual([]);
  });

  it('shows nothing where a list that it relies on is gone, and then adds it again', async () => {
    const writer = log.open();
    for (const _turn of upTo(3)) await writer.append(access());
    await log.attack('delete from access_log_subjects');
    await expect(writer.append(access())).rejects.toMatchObject({ code: 'ACCESS_LOG_UNAVAILABLE' });
    await writer.append(access());
    expect(await seqs()).toEqual(upTo(4));
    expect(await problems()).toEqual([]);
  });

  it('lists a thousand persons and counts the others', async () => {
    const pids = upTo(SUBJECTS_MAX + 3).map((number) => number.toString(16).padStart(32, '0'));
    await log.open().append(access({ pids }));
    const [row] = await log.ask('select cardinality(pids) as listed, unlisted from access_log_record');
    expect(row).toEqual({ listed: SUBJECTS_MAX, unlisted: 3 });
  });

  it('takes any text that a client can send, and nothing but a pid for a person', async () => {
    const writer = log.open();
    const hostile = access({ client: 'nul \0 half \uD800 {","} \\', trace: '诗'.repeat(500) });
    const innocent = writer.append(access());
    await Promise.all([writer.append(hostile), innocent]);
    await expect(writer.append(access({ pids: ['330106199001011234'] }))).rejects.toThrow('without a pid');
    expect(await problems()).toEqual([]);
    expect(await seqs()).toEqual([1, 2]);
  });

  it('has written when the promise is fulfilled', async () => {
    const writer = log.open();
    for (const seq of upTo(20)) {
      await writer.append(access());
      expect(await queryUrl(log.appUrl, 'select max(seq)::int as seq from access_log')).toEqual([{ seq }]);
    }
  });

  it('makes one chain of 500 concurrent accesses in two processes, in few transactions', async () => {
    const writers = [log.open(), log.open()];
    await Promise.all(upTo(500).map((index) => writers[index % 2]?.append(access({ trace: `${index}` }))));
    expect(await seqs()).toEqual(upTo(500));
    expect(await problems()).toEqual([]);
    const [row] = await log.ask(
      'select count(distinct xmin::text)::int as transactions, count(distinct trace)::int as traces from access_log',
    );
    expect(row?.['traces']).toBe(500);
    expect(row?.['transactions']).toBeLessThan(20);
  });

  it('has its indexes put in order while it goes on, so that no record waits until they are', async () => {
    const pagesLeft = (): Promise<unknown> => queryUrl(log.appUrl, 'select access_log_tidy()::int as pages');
    const write = async (count: number): Promise<void> => {
      const writer = openAccessLog({ url: log.appUrl, owner: 'finance', keys: log.keys });
      await Promise.all(upTo(count).map(() => writer.append(access())));
      await writer.close();
    };
    await write(100);
    expect(await pagesLeft()).not.toEqual([{ pages: 0 }]);
    await write(500);
    expect(await pagesLeft()).toEqual([{ pages: 0 }]);
  });

  it('goes on behind what another process wrote after it knew the end by itself', async () => {
    const [one, other] = [log.open(), log.open()];
    for (const writer of [one, one, one, other, one, one, one, other, other, other])
      await writer.append(access());
    expect(await seqs()).toEqual(upTo(10));
    expect(await problems()).toEqual([]);
  });

  it('goes on under a new key', async () => {
    await log.append(2);
    const keys = keyRing([log.keys.current.key, Buffer.alloc(32, 2)]);
    await log.open({ keys }).append(access());
    expect((await log.verify({ keys })).problems).toEqual([]);
    expect(await log.ask('select count(distinct key_id)::int as keys from access_log')).toEqual([
      { keys: 2 },
    ]);
  });
});

describe('a log that cannot be written', () => {
  const unavailable = { code: 'ACCESS_LOG_UNAVAILABLE', details: { owner: 'finance' } };

  const asOwner = (statement: string): Promise<unknown> => queryUrl(log.ownerUrl, statement);

  it.each([
    ['without its table', 'alter table access_log rename to gone', 'alter table gone rename to access_log'],
    [
      'with a constraint that nothing passes',
      'alter table access_log add constraint nothing check (false) not valid',
      'alter table access_log drop constraint nothing',
    ],
    [
      'that swallows what is written',
      'create rule nothing as on insert to access_log do instead nothing',
      'drop rule nothing on access_log',
    ],
    [
      'that the role may not write',
      'revoke insert on access_log from finance_app',
      'grant insert on access_log to finance_app',
    ],
    [
      'without the row of its end',
      'alter table access_log_head rename to gone',
      'alter table gone rename to access_log_head',
    ],
  ])('%s', async (_, breaks, repairs) => {
    const writer = log.open();
    await writer.append(access());
    await asOwner(breaks);
    const outcomes = await Promise.allSettled(upTo(5).map(() => writer.append(access())));
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: unavailable });
    await asOwner(repairs);
    await writer.append(access());
    expect(await seqs()).toEqual([1, 2]);
    expect(await problems()).toEqual([]);
  });

  it.each([
    [
      'with an end that is not its own',
      "update access_log_head set hash = decode(repeat('00', 32), 'hex')",
      'update access_log_head set hash = (select hash from access_log where seq = access_log_head.seq)',
    ],
    [
      'with an end that another key sealed',
      "update access_log_head set key_id = 'x'",
      'update access_log_head set key_id = (select key_id from access_log where seq = access_log_head.seq)',
    ],
    [
      'that drops each record unseen',
      `create function drops() returns trigger language plpgsql as 'begin return null; end';
       create trigger drops before insert on access_log for each row execute function drops()`,
      'drop trigger drops on access_log; drop function drops',
    ],
    [
      'that drops some records unseen',
      `create function drops() returns trigger language plpgsql as 'begin return case when new.seq = 5 then new end; end';
       create trigger drops before insert on access_log for each row execute function drops()`,
      'drop trigger drops on access_log; drop function drops',
    ],
  ])('%s, although it has written alone before', async (_, breaks, repairs) => {
    const writer = log.open();
    for (const _turn of upTo(4)) await writer.append(access());
    await log.attack(breaks);
    const outcomes = await Promise.allSettled(upTo(5).map(() => writer.append(access())));
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: unavailable });
    await log.attack(repairs);
    await writer.append(access());
    expect(await seqs()).toEqual(upTo(5));
    expect(await problems()).toEqual([]);
  });

  /** Runs something while somebody else holds the end of the chain. */
  const whileHeld = async (run: () => Promise<void>): Promise<void> => {
    const holder = new pg.Client({ connectionString: log.ownerUrl });
    await holder.connect();
    await holder.query('begin; select from access_log_head for update');
    await run();
    await holder.query('rollback');
    await holder.end();
  };

  it('because it is slow: what arrives meanwhile is refused, too, and nothing of it is written', async () => {
    const writer = log.open({ deadlineMs: 300 });
    await writer.append(access());
    await whileHeld(async () => {
      const first = writer.append(access());
      await expect(first).rejects.toMatchObject(unavailable);
      await expect(writer.append(access())).rejects.toMatchObject(unavailable);
    });
    await writer.append(access());
    expect(await seqs()).toEqual([1, 2]);
    expect(await problems()).toEqual([]);
  });

  const WAITING = `
    select pid from pg_stat_activity
    where application_name = 'fournets access log' and wait_event_type = 'Lock' and datname = current_database()`;

  it('because its connection is killed', async () => {
    const writer = log.open();
    await writer.append(access());
    await whileHeld(async () => {
      const outcome = writer.append(access()).catch((error: unknown) => error);
      while ((await log.ask(WAITING)).length === 0);
      await log.ask(`select pg_terminate_backend(pid) from (${WAITING}) as waiting`);
      expect(await outcome).toMatchObject(unavailable);
    });
    await writer.append(access());
    expect(await seqs()).toEqual([1, 2]);
    expect(await problems()).toEqual([]);
  });

  it('because nobody answers', async () => {
    const writer = openAccessLog({
      url: 'postgres://finance_app:x@127.0.0.1:1/none',
      owner: 'finance',
      keys: log.keys,
    });
    await expect(writer.append(access())).rejects.toMatchObject(unavailable);
    await writer.close();
  });

  it('does not speak of one failed group to the next', async () => {
    const writer = log.open({ deadlineMs: 300 });
    await whileHeld(() => expect(writer.append(access())).rejects.toMatchObject(unavailable));
    await Promise.all(upTo(20).map(() => writer.append(access())));
    expect(await seqs()).toEqual(upTo(20));
  });
});

describe('taking back', () => {
  const REFUSED = { code: '42501' };

  it.each([
    "update access_log set viewer = 'x'",
    'delete from access_log',
    'truncate access_log',
    "update access_log_checkpoint set department = 'x'",
    'delete from access_log_checkpoint',
    'truncate access_log_checkpoint',
    'delete from access_log_head',
    'insert into access_log_head (seq) values (1)',
    'truncate access_log_head',
    'alter table access_log disable trigger all',
    "set session_replication_role = 'replica'",
  ])('the application role may not: %s', async (statement) => {
    await log.append(1);
    await expect(queryUrl(log.appUrl, statement)).rejects.toMatchObject(REFUSED);
    await expect(
      queryUrl(log.appUrl, `set fournets.access_log_archive = 'on'; ${statement}`),
    ).rejects.toMatchObject(REFUSED);
  });

  it.each([
    "update access_log set viewer = 'x'",
    'delete from access_log',
    'delete from access_log where false',
    'truncate access_log',
    'delete from access_log_checkpoint',
  ])('not even the owner does: %s', async (statement) => {
    await log.append(1);
    await expect(queryUrl(log.ownerUrl, statement)).rejects.toMatchObject(REFUSED);
  });

  it.each(["update access_log set viewer = 'x'", 'truncate access_log'])(
    'nor does whoever archives: %s',
    async (statement) => {
      await log.append(1);
      await expect(
        queryUrl(log.ownerUrl, `set fournets.access_log_archive = 'on'; ${statement}`),
      ).rejects.toMatchObject(REFUSED);
    },
  );
});

describe('checkpoints', () => {
  it('are taken only when something was written', async () => {
    expect(await log.checkpointer.take()).toBeUndefined();
    await log.append(3);
    expect(await log.checkpointer.take()).toMatchObject({ department: 'finance', count: 1, seq: 3 });
    expect(await log.checkpointer.take()).toBeUndefined();
    await log.append(1);
    expect(await log.checkpointer.take()).toMatchObject({ count: 2, seq: 4 });
    expect(readFileSync(log.file, 'utf8').split('\n')).toHaveLength(3);
  });

  it('are in a file that only its owner reads', async () => {
    await log.append(1);
    await log.checkpointer.take();
    expect(statSync(log.file).mode & 0o777).toBe(0o600);
  });

  it('go on after half a line, as a power cut leaves it', async () => {
    await log.append(1);
    await log.checkpointer.take();
    appendFileSync(log.file, '{"department":"fin');
    await log.append(1);
    expect(await log.checkpointer.take()).toMatchObject({ count: 2, seq: 2 });
    expect(await problems()).toEqual([]);
  });

  it('go on when the database lacks the last one of the file', async () => {
    await log.append(1);
    await log.checkpointer.take();
    await log.append(1);
    await log.checkpointer.take();
    await log.attack('delete from access_log_checkpoint where count = 2');
    expect(await problems()).toEqual([]);
    await log.append(1);
    expect(await log.checkpointer.take()).toMatchObject({ count: 3, seq: 3 });
  });
});

describe('the secrets of a data directory', () => {
  it('have keys of each log, and keep them', async () => {
    const directory = newDataDirectory();
    const { accessLog } = openSecrets(directory.path, ['finance', 'hr']).of('finance');
    expect(accessLog.keys.map(({ length }) => length)).toEqual([32]);
    expect(openSecrets(directory.path, ['finance']).of('finance').accessLog).toEqual(accessLog);
    expect(openSecrets(directory.path, []).of('hr').accessLog).not.toEqual(accessLog);
    await directory.remove();
  });

  it('get keys of the log where they were made before there were logs, and lose nothing', async () => {
    const directory = newDataDirectory();
    const { accessLog: _, ...before } = openSecrets(directory.path, ['finance']).of('finance');
    const path = secretsFile(directory.path);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"accessLog"', '"other"'));
    const { accessLog, ...after } = openSecrets(directory.path, ['finance']).of('finance');
    expect(after).toEqual(before);
    expect(openSecrets(directory.path, []).of('finance').accessLog).toEqual(accessLog);
    await directory.remove();
  });
});

describe('when Postgres is killed', () => {
  const directory = newDataDirectory();
  let cluster: Cluster;
  let tellRestarted = (): void => undefined;
  const restarted = new Promise<void>((resolve) => (tellRestarted = resolve));

  beforeAll(async () => {
    // A server that writes to the disk seldom and acknowledges before it does: the log must not rely on its settings.
    cluster = await startCluster({
      dataDirectory: directory.path,
      onProgress: ({ kind }) => kind === 'restarted' && tellRestarted(),
      settings: { synchronous_commit: 'off', wal_writer_delay: '10s', shared_buffers: '64MB' },
    });
  });

  afterAll(async () => {
    await cluster.stop();
    await directory.remove();
  });

  const counts = async (url: string): Promise<unknown> => {
    const [row] = await queryUrl(
      url,
      'select (select count(*)::int from access_log) as kept, (select count(*)::int from change) as other',
    );
    return row;
  };

  it('loses no acknowledged access, where it loses other writes', async () => {
    const [database] = await provision(cluster, ['finance']);
    const { ownerUrl, appUrl } = database ?? { ownerUrl: '', appUrl: '' };
    await migrate(ownerUrl, { entities: [], migrations: [] });
    await query(cluster, 'checkpoint');
    const { accessLog } = openSecrets(directory.path, ['finance']).of('finance');
    const writer = openAccessLog({ url: appUrl, owner: 'finance', keys: keyRing(accessLog.keys) });
    await Promise.all(upTo(10).map(() => writer.append(access())));
    await queryUrl(ownerUrl, "insert into change (fact, subject) values ('other', 'x')");
    const postmaster = cluster.pid();
    process.kill(postmaster ?? 0, 'SIGKILL');
    await restarted;
    expect(await counts(ownerUrl)).toEqual({ kept: 10, other: 0 });
    await writer.append(access());
    await writer.close();
  });
});

// The commands of the access log, over a department with a database of its own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { accessLogPlace, type AccessLogPlace } from '../../gateway/cli/access-log/place.ts';
import { keepAccessLogs } from '../../gateway/cli/access-log/keep.ts';
import { register } from '../../gateway/cli/commands/access-log.ts';
import { departments } from '../../gateway/cli/departments.ts';
import { readConfig, type Config } from '../../gateway/config.ts';
import { createLog } from '../../gateway/receive/log.ts';
import { openCheckpointer } from '../../subgraphs/kit/access-log/checkpointer.ts';
import { keyRing } from '../../subgraphs/kit/access-log/keys.ts';
import { openAccessLog, type AccessLog } from '../../subgraphs/kit/access-log/writer.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { access, attackAs, superuserUrl } from '../support/access-log.ts';
import { createDatabase, type TestDatabase } from '../support/cluster.ts';
import { queryUrl } from '../support/data-directory.ts';

const DAY_MS = 86_400_000;

let directory: string;
let database: TestDatabase;
let config: Config;
let place: AccessLogPlace;
let superuser: string;
const logs: AccessLog[] = [];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fournets-access-log-'));
  database = await createDatabase('finance');
  await migrate(database.ownerUrl, departments.finance);
  config = readConfig({
    FOURNETS_DATA: directory,
    FINANCE_DATABASE_URL: database.appUrl,
    FINANCE_OWNER_DATABASE_URL: database.ownerUrl,
  });
  place = accessLogPlace(config, { department: departments.finance, ...database });
  superuser = await superuserUrl(database.appUrl);
});

afterEach(async () => {
  process.exitCode = undefined;
  await Promise.all(logs.splice(0).map((log) => log.close()));
  await database.drop();
  rmSync(directory, { recursive: true });
});

/** Opens the log as a process that runs. */
const open = ({ keys, url, owner } = place): AccessLog => {
  const log = openAccessLog({ url, owner, keys });
  logs.push(log);
  return log;
};

const append = async (log: AccessLog, ...traces: readonly string[]): Promise<void> => {
  for (const trace of traces) await log.append(access({ trace }));
};

const takeCheckpoint = async (): Promise<void> => {
  const checkpointer = openCheckpointer({ ...place, department: 'finance', onFailed: () => undefined });
  await checkpointer.close();
};

/** Runs a command as the command line does; what it says and how it ends. */
const fournets = async (...words: readonly string[]) => {
  const results: { value: unknown; text: string }[] = [];
  const program = new Command('fournets').exitOverride().configureOutput({ writeErr: () => undefined });
  register(program, () => ({
    config,
    terminal: {
      result: (value, text) => results.push({ value, text }),
      say: () => undefined,
      interactive: false,
    },
  }));
  process.exitCode = undefined;
  await program.parseAsync(['access-log', ...words], { from: 'user' });
  return { code: process.exitCode ?? 0, value: results[0]?.value, text: results[0]?.text ?? '' };
};

describe('verify', () => {
  it('ends with 0 for a log as it was written', async () => {
    await append(open(), 'a', 'b', 'c');
    await takeCheckpoint();
    expect(await fournets('verify', 'finance')).toEqual({
      code: 0,
      value: [{ department: 'finance', records: 3, checkpoints: 1, problems: [] }],
      text: 'finance: 3 records, 1 checkpoints, 0 problems · 记录 3 条，检查点 1 个，问题 0 个',
    });
  });

  it('ends with 1 and says in both languages which record was tampered with', async () => {
    await append(open(), 'a', 'b', 'c');
    await attackAs(superuser, ["update access_log set viewer = 'nobody' where seq = 2"]);
    const { code, value, text } = await fournets('verify', 'finance');
    expect(code).toBe(1);
    expect(value).toMatchObject([{ problems: [{ code: 'ACCESS_RECORD_EDITED', seq: 2 }] }]);
    expect(text).toContain(
      'ACCESS_RECORD_EDITED: Access log of finance, record 2: it is not what was written.',
    );
    expect(text).toContain('finance 访问日志第 2 条：内容与写入时不符');
  });

  it('tells by what somebody else has kept that database and file were put back together', async () => {
    const log = open();
    await append(log, 'a');
    await takeCheckpoint();
    const old = readFileSync(place.file);
    await append(log, 'b');
    await takeCheckpoint();
    const witness = join(directory, 'witness.jsonl');
    writeFileSync(witness, readFileSync(place.file));
    writeFileSync(place.file, old);
    await attackAs(superuser, [
      'delete from access_log where seq > 1',
      'delete from access_log_checkpoint where seq > 1',
    ]);
    expect((await fournets('verify', 'finance', '--witness', witness)).code).toBe(1);
    await expect(fournets('verify', '--witness', join(directory, 'none'), 'finance')).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
  });
});

describe('archive', () => {
  const day = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

  it('moves what is older than the day, at least half a year', async () => {
    const log = open();
    for (const days of [400, 300, 200, 10])
      await log.append(access({ time: new Date(Date.now() - days * DAY_MS) }));
    await expect(fournets('archive', 'finance', '--before', day(100))).rejects.toMatchObject({
      code: 'ACCESS_RETENTION_TOO_SHORT',
    });
    await expect(fournets('archive', 'finance', '--before', '2026-02-30')).rejects.toMatchObject({
      code: 'commander.invalidArgument',
    });
    expect((await fournets('archive', 'finance', '--before', day(350))).value).toEqual([
      { department: 'finance', records: 1, file: 'finance-1-1.jsonl.gz' },
    ]);
    expect((await fournets('archive', 'finance')).text).toBe(
      'finance: 2 records moved into finance-2-3.jsonl.gz · 已归档 2 条',
    );
    expect((await fournets('archive', 'finance')).value).toEqual([
      { department: 'finance', records: 0, file: null },
    ]);
    expect(await fournets('verify', 'finance')).toMatchObject({ code: 0, value: [{ records: 4 }] });
  });
});

describe('rotate-key', () => {
  it('takes effect in processes that run, and old records stay verified', async () => {
    const [one, other] = [
      open(),
      open(accessLogPlace(config, { department: departments.finance, ...database })),
    ];
    await append(one, 'a');
    await append(other, 'b');
    await fournets('rotate-key', 'finance');
    await append(one, 'c');
    await append(other, 'd');
    await append(open(accessLogPlace(config, { department: departments.finance, ...database })), 'e');
    await takeCheckpoint();
    const rows = await queryUrl(superuser, 'select key_id from access_log order by seq');
    const ids = rows.map((row) => String(row['key_id']));
    expect(new Set(ids).size).toBe(2);
    expect(ids).toEqual([ids[0], ids[0], ids[2], ids[2], ids[2]]);
    expect(await fournets('verify', 'finance')).toMatchObject({ code: 0, value: [{ records: 5 }] });
  });

  it('stops who does not learn of the new key, and leaves a log alone that has stopped', async () => {
    const deaf = open({ ...place, keys: keyRing([place.keys.current.key]) });
    await append(deaf, 'a');
    await fournets('rotate-key', 'finance');
    await expect(append(deaf, 'b')).rejects.toMatchObject({ code: 'ACCESS_LOG_UNAVAILABLE' });
    const secrets = readFileSync(join(directory, 'secrets.json'), 'utf8');
    await attackAs(superuser, ['update access_log_head set seq = 7']);
    await expect(fournets('rotate-key', 'finance')).rejects.toMatchObject({ code: 'ACCESS_LOG_STOPPED' });
    expect(readFileSync(join(directory, 'secrets.json'), 'utf8')).toBe(secrets);
  });
});

describe('reseal', () => {
  const reseal = () => fournets('reseal', 'finance', '--document', '核〔2026〕3号');
  const codes = async (): Promise<string[]> => {
    const [{ problems }] = (await fournets('verify', 'finance')).value as [
      { problems: { code: string; seq: number }[] },
    ];
    return problems.map(({ code, seq }) => `${code} ${seq}`);
  };

  it.each([
    ['edited', "update access_log_head set hash = decode(repeat('00', 32), 'hex')"],
    ['set back', 'update access_log_head set seq = 1'],
    ['gone', 'delete from access_log_head'],
  ])('lets a log be written again whose end is %s, by a record that says so', async (_, attack) => {
    const log = open();
    await append(log, 'a', 'b', 'c');
    await takeCheckpoint();
    await attackAs(superuser, [attack]);
    await expect(append(log, 'd')).rejects.toMatchObject({ code: 'ACCESS_LOG_UNAVAILABLE' });
    expect((await reseal()).value).toMatchObject({
      seq: 4,
      problems: [{ code: 'ACCESS_LOG_HEAD_EDITED' }],
    });
    await append(log, 'e');
    expect(await codes()).toEqual([]);
    const rows = await queryUrl(superuser, 'select * from access_log_record where seq = 4');
    expect(rows).toMatchObject([
      {
        viewer: userInfo().username,
        client: 'fournets access-log reseal',
        purpose: '核〔2026〕3号',
        coordinates: [expect.stringMatching(/^ACCESS_LOG_HEAD_EDITED \d$/), 'AccessLog.reseal'],
      },
    ]);
  });

  it('puts nothing right: what was deleted is missing for good', async () => {
    const log = open();
    await append(log, 'a', 'b', 'c');
    await takeCheckpoint();
    await attackAs(superuser, ['delete from access_log where seq > 1', 'update access_log_head set seq = 1']);
    await reseal();
    await append(log, 'e');
    await takeCheckpoint();
    expect(await codes()).toEqual(['ACCESS_RECORD_DELETED 2']);
    expect(await queryUrl(superuser, 'select seq::int from access_log order by seq')).toEqual([
      { seq: 1 },
      { seq: 4 },
      { seq: 5 },
    ]);
  });

  it('goes on behind a record that somebody put in the way', async () => {
    const log = open();
    await append(log, 'a');
    await attackAs(superuser, [
      'create temporary table copy as table access_log',
      'update copy set seq = 2',
      'insert into access_log table copy',
    ]);
    await expect(append(log, 'b')).rejects.toMatchObject({ code: 'ACCESS_LOG_UNAVAILABLE' });
    await reseal();
    await append(log, 'c');
    expect((await codes()).every((problem) => !problem.includes('HEAD'))).toBe(true);
    expect(await queryUrl(superuser, 'select max(seq)::int as last from access_log')).toEqual([{ last: 4 }]);
  });

  it('is refused for a log that goes on by itself, and without a document', async () => {
    await append(open(), 'a');
    await expect(reseal()).rejects.toMatchObject({ code: 'ACCESS_LOG_NOT_STOPPED' });
    await expect(fournets('reseal', 'finance')).rejects.toMatchObject({
      code: 'commander.missingMandatoryOptionValue',
    });
  });
});

describe('export', () => {
  const out = (): string => join(directory, 'out');
  const run = (...options: readonly string[]) =>
    fournets(
      'export',
      'finance',
      '--from',
      '2026-06-15',
      '--to',
      '2026-06-16',
      '--output',
      out(),
      ...options,
    );

  beforeEach(async () => {
    const log = open();
    // The 16th ends in China at 16:00 UTC.
    for (const time of [
      '2026-06-14T15:59:59Z',
      '2026-06-14T16:00:00Z',
      '2026-06-16T15:59:59Z',
      '2026-06-16T16:00:00Z',
    ])
      await log.append(access({ time: new Date(time), client: '=HYPERLINK("http://x")' }));
  });

  it('writes the days as CSV that is no formula anywhere, and nobody else may read', async () => {
    await run();
    const lines = readFileSync(out(), 'utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^\ufeff"number 序号","time 时间"/);
    expect(lines[1]).toMatch(/^"2","2026-06-14T16:00:00.000Z","account-17","PERSON","'=HYPERLINK\(""http/);
    expect(lines[2]).toMatch(/^"3",/);
    await expect(run()).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it('writes the same as lines of JSON, with the hashes', async () => {
    await run('--format', 'jsonl');
    const lines = readFileSync(out(), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { seq: '2', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { seq: '3', client: '=HYPERLINK("http://x")' },
    ]);
  });

  it('wants days and a format that there are', async () => {
    await expect(fournets('export', 'finance', '--from', '2026-06-15')).rejects.toMatchObject({
      code: 'commander.missingMandatoryOptionValue',
    });
    await expect(run('--format', 'xlsx')).rejects.toMatchObject({ code: 'commander.invalidArgument' });
  });
});

describe('keeping the logs', () => {
  it('takes a checkpoint at the end, and says what is older than needed', async () => {
    await open().append(access({ time: new Date(Date.now() - 200.5 * DAY_MS) }));
    const log = createLog('silent');
    const warned = new Promise((resolve) =>
      jest.spyOn(log, 'warn').mockImplementation((told: unknown) => resolve(told)),
    );
    const keeping = keepAccessLogs(
      config,
      {
        homes: [
          {
            ...database,
            department: departments.finance,
            cipherKey: Buffer.alloc(32),
            pidKey: Buffer.alloc(32),
            embedded: false,
            ran: [],
          },
        ],
      },
      log,
    );
    expect(await warned).toEqual({ owner: 'finance', days: 17 });
    await keeping.close();
    expect(await fournets('verify', 'finance')).toMatchObject({
      code: 0,
      value: [{ records: 1, checkpoints: 1 }],
    });
  });
});

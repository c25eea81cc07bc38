// Nine ways to tamper with an access log, each done by a superuser of its database, and each found.
import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { headSeal, recordHash } from '../../subgraphs/kit/access-log/chain.ts';
import { keyRing } from '../../subgraphs/kit/access-log/keys.ts';
import { encodeRecord } from '../../subgraphs/kit/access-log/record.ts';
import {
  COLUMN_NAMES,
  fromRow,
  SELECT_RECORDS,
  type AccessRow,
} from '../../subgraphs/kit/access-log/rows.ts';
import type { Verification } from '../../subgraphs/kit/access-log/verify/verify.ts';
import { access, openTestLog, type TestLog } from '../support/access-log.ts';
import { queryUrl } from '../support/data-directory.ts';

let log: TestLog;

/** Ten records, a checkpoint, ten records, a checkpoint, five records. */
const fill = async (): Promise<void> => {
  await log.append(10);
  await log.checkpointer.take();
  await log.append(10);
  await log.checkpointer.take();
  await log.append(5);
};

beforeEach(async () => {
  log = await openTestLog();
  await fill();
});

afterEach(() => log.close());

/** The first problem and how many there are. */
const summary = ({ problems }: Verification): string =>
  problems.map(({ code, seq }) => `${code} ${seq}`).join(', ');

const found = async (): Promise<string> => summary(await log.verify());

const linesOf = (): string[] => readFileSync(log.file, 'utf8').trimEnd().split('\n');
const writeLines = (lines: readonly string[]): void =>
  writeFileSync(log.file, lines.map((line) => `${line}\n`).join(''));

/** Copies of the log's tables, taken now, and what puts the database back to them. */
const snapshot = async (): Promise<() => Promise<void>> => {
  const tables = ['access_log', 'access_log_head', 'access_log_checkpoint'];
  await log.attack(...tables.map((table) => `create table old_${table} as table ${table}`));
  return () =>
    log.attack(
      ...tables.flatMap((table) => [`delete from ${table}`, `insert into ${table} table old_${table}`]),
    );
};

it('finds nothing in a log as it was written', async () => {
  expect(await log.verify()).toEqual({ records: 25, checkpoints: 2, problems: [] });
});

it('says what it found in both languages', async () => {
  await log.attack("update access_log set viewer = 'somebody-else' where seq = 3");
  const { problems } = await log.verify();
  expect(problems).toEqual([
    {
      code: 'ACCESS_RECORD_EDITED',
      seq: 3,
      en: 'Access log of finance, record 3: it is not what was written. Compare it with a backup.',
      zh: 'finance 访问日志第 3 条：内容与写入时不符，请与备份核对。',
    },
  ]);
});

describe('1: an edited record', () => {
  it.each([
    "viewer = 'account-18'",
    'client = null',
    "department = ''",
    "time = time + interval '1 ms'",
    "time = 'infinity'",
    "coordinates = array['Person.payroll']",
    'subjects = gen_random_uuid()',
    'unlisted = 1',
    "purpose = 'other'",
    "result = 'REFUSED', reason = 'X'",
    "trace = 'trace-1'",
    "prev = decode(repeat('00', 32), 'hex')",
    "hash = decode(repeat('00', 32), 'hex')",
  ])('%s', async (change) => {
    await log.attack(`update access_log set ${change} where seq = 7`);
    expect(await found()).toContain('ACCESS_RECORD_EDITED 7');
  });

  it.each([
    "update access_log_subjects set pids = '{}'",
    "update access_log_subjects set institution_codes = institution_codes || array['X']",
    'delete from access_log_subjects',
  ])('by the list of its subjects: %s', async (change) => {
    const { subjects } = (await log.ask('select subjects from access_log where seq = 7'))[0] ?? {};
    await log.attack(`${change} where id = '${String(subjects)}'`);
    expect(await found()).toContain('ACCESS_RECORD_EDITED 7');
  });

  it('also the last one', async () => {
    await log.attack("update access_log set viewer = 'account-18' where seq = 25");
    expect(await found()).toBe('ACCESS_RECORD_EDITED 25');
  });
});

describe('2: a record deleted in the middle', () => {
  it('is missed', async () => {
    await log.attack('delete from access_log where seq = 7');
    expect(await found()).toBe('ACCESS_RECORD_DELETED 7');
  });

  it('is missed where the others are numbered anew', async () => {
    await log.attack(
      'delete from access_log where seq between 7 and 9',
      'update access_log set seq = seq + 1000 where seq > 9',
      'update access_log set seq = seq - 1003 where seq > 1000',
    );
    expect(await found()).toContain('ACCESS_RECORD_DELETED 7');
  });

  it('is missed at the start', async () => {
    await log.attack('delete from access_log where seq <= 3');
    expect(await found()).toBe('ACCESS_RECORD_DELETED 1');
  });
});

/** A record that the log did not write, as a copy of another. */
const forge = (seq: number): string => `
  insert into access_log (${COLUMN_NAMES})
  select ${COLUMN_NAMES.replace('seq', String(seq)).replace('viewer', "'forged'")} from access_log where seq = 1`;

describe('3: an inserted record', () => {
  it('is told from the others, which are numbered anew', async () => {
    await log.attack(
      'update access_log set seq = seq + 1000 where seq >= 7',
      'update access_log set seq = seq - 999 where seq > 1000',
      forge(7),
    );
    expect(await found()).toBe('ACCESS_RECORD_INSERTED 7');
  });

  it('is told at the end', async () => {
    await log.attack(forge(26));
    expect(await found()).toBe('ACCESS_RECORD_INSERTED 26');
  });
});

describe('4: records in another order', () => {
  it.each([
    [6, 7],
    [3, 20],
  ])('%d and %d', async (one, other) => {
    await log.attack(
      `update access_log set seq = 1000 where seq = ${one}`,
      `update access_log set seq = ${one} where seq = ${other}`,
      `update access_log set seq = ${other} where seq = 1000`,
    );
    expect(await found()).toContain(`ACCESS_RECORD_MOVED ${one}`);
  });
});

describe('5: a log truncated at its end', () => {
  it('before the last checkpoint', async () => {
    await log.attack('delete from access_log where seq > 15');
    expect(await found()).toBe('ACCESS_LOG_TRUNCATED 16');
  });

  it('after the last checkpoint', async () => {
    await log.attack('delete from access_log where seq > 22');
    expect(await found()).toBe('ACCESS_LOG_TRUNCATED 23');
  });

  it('together with the row of its end, which cannot be made up', async () => {
    await log.attack(
      'delete from access_log where seq > 22',
      'update access_log_head set seq = last.seq, hash = last.hash from access_log as last where last.seq = 22',
    );
    expect(await found()).toBe('ACCESS_LOG_HEAD_EDITED 22');
    await expect(log.open().append(access())).rejects.toMatchObject({ code: 'ACCESS_LOG_UNAVAILABLE' });
  });

  it('whole', async () => {
    await log.attack(
      'delete from access_log',
      'delete from access_log_checkpoint',
      "update access_log_head set seq = 0, hash = decode(repeat('00', 32), 'hex'), key_id = null, seal = null",
    );
    expect(await found()).toContain('ACCESS_LOG_ROLLED_BACK 1');
  });
});

describe('6: a database put back to an older state', () => {
  it('is behind the file of checkpoints', async () => {
    const putBack = await snapshot();
    await log.append(3);
    await log.checkpointer.take();
    await putBack();
    expect(await found()).toBe('ACCESS_LOG_ROLLED_BACK 26');
  });

  it('is told after it went on', async () => {
    const putBack = await snapshot();
    await log.append(3);
    await log.checkpointer.take();
    await putBack();
    await log.append(8);
    await log.checkpointer.take();
    expect(await found()).toContain('ACCESS_LOG_ROLLED_BACK 28');
  });

  it('is told where records of both histories are mixed', async () => {
    const putBack = await snapshot();
    await log.append(1);
    await log.attack('create table forgotten as select * from access_log where seq = 26');
    await putBack();
    await log.append(2);
    await log.attack('delete from access_log where seq = 26', 'insert into access_log table forgotten');
    expect(await found()).toBe('ACCESS_LOG_ROLLED_BACK 27');
  });

  it('together with the file, by a checkpoint that somebody else keeps', async () => {
    const [putBack, lines] = [await snapshot(), linesOf()];
    await log.append(3);
    const witness = await log.checkpointer.take();
    await putBack();
    writeLines(lines);
    expect(await found()).toBe('');
    expect(summary(await log.verify({ ...(witness && { witness }) }))).toBe('ACCESS_LOG_ROLLED_BACK 26');
  });
});

const rowsNow = async (): Promise<AccessRow[]> =>
  (await log.ask(`${SELECT_RECORDS} order by seq`)) as unknown as AccessRow[];

const hex = (bytes: Buffer): string => `decode('${bytes.toString('hex')}', 'hex')`;

/** Writes the log anew as the attacker wants it, with numbers and hashes that fit each other, under a key that he has. */
const rewrite = async (
  change: (rows: readonly AccessRow[]) => readonly AccessRow[],
  key: Buffer,
  keyId: string,
): Promise<void> => {
  let prev: Buffer = Buffer.alloc(32);
  const rows = change(await rowsNow()).map((row, index) => {
    const [before, seq] = [prev, index + 1];
    prev = recordHash(key, before, seq, encodeRecord(fromRow(row)));
    return { from: row.seq, viewer: row.viewer, seq, prev: before, hash: prev };
  });
  const end = { seq: rows.length, hash: prev };
  await log.attack(
    'create table genuine as table access_log',
    'delete from access_log',
    ...rows.map(
      (row) => `
      insert into access_log (${COLUMN_NAMES})
      select ${COLUMN_NAMES.replace('seq', String(row.seq))
        .replace('viewer', `'${row.viewer}'`)
        .replace('key_id', `'${keyId}'`)
        .replace('prev', hex(row.prev))
        .replace('hash', hex(row.hash))} from genuine where seq = ${row.from}`,
    ),
    `update access_log_head set seq = ${end.seq}, hash = ${hex(end.hash)}, key_id = '${keyId}',
     seal = ${hex(headSeal(key, end))}`,
  );
};

const THEIRS = keyRing([Buffer.alloc(32, 9)]).current;
const same = (rows: readonly AccessRow[]): readonly AccessRow[] => rows;

describe('7: records signed with another key', () => {
  it('under the name of that key', async () => {
    await rewrite(same, THEIRS.key, THEIRS.id);
    expect(await found()).toContain('ACCESS_RECORD_RESIGNED 1');
  });

  it('under the name of the log’s key', async () => {
    await rewrite(same, THEIRS.key, log.keys.current.id);
    expect(await found()).toContain('ACCESS_RECORD_EDITED 1,');
  });

  it('under a key that was the log’s before', async () => {
    const [before, now] = [log.keys.current.key, Buffer.alloc(32, 2)];
    const ring = keyRing([before, now]);
    await log.open({ keys: ring }).append(access());
    expect(summary(await log.verify({ keys: ring }))).toBe('');
    const [last] = (await rowsNow()).slice(-1);
    if (last === undefined) throw new Error('nothing was written');
    const [seq, oldId] = [27, log.keys.current.id];
    const hash = recordHash(before, last.hash, seq, encodeRecord(fromRow(last)));
    await log.attack(
      `insert into access_log (${COLUMN_NAMES}) select ${COLUMN_NAMES.replace('seq', '27')
        .replace('key_id', `'${oldId}'`)
        .replace('prev', hex(last.hash))
        .replace('hash', hex(hash))} from access_log where seq = 26`,
      `update access_log_head set seq = 27, hash = ${hex(hash)}, key_id = '${oldId}', seal = ${hex(headSeal(before, { seq, hash }))}`,
    );
    expect(summary(await log.verify({ keys: ring }))).toContain('ACCESS_RECORD_RESIGNED 27');
  });
});

describe('8: an edited file of checkpoints', () => {
  it.each([
    ['a number', 0, '"seq":10', '"seq":9', 'ACCESS_CHECKPOINT_EDITED 10'],
    ['a count', 0, '"count":1', '"count":7', 'ACCESS_CHECKPOINT_EDITED 10'],
    ['the last line', 1, '"count":2', '"count":3', 'ACCESS_CHECKPOINT_EDITED 20'],
    ['no JSON', 0, '{', '', 'ACCESS_CHECKPOINT_EDITED 10'],
  ])('%s', async (_, line, from, to, problem) => {
    writeLines(linesOf().map((text, index) => (index === line ? text.replace(from, to) : text)));
    expect(await found()).toBe(problem);
  });

  it('and an edited copy in the database', async () => {
    await log.attack('update access_log_checkpoint set seq = 9 where count = 1');
    expect(await found()).toBe('ACCESS_CHECKPOINT_EDITED 10');
  });
});

describe('9: a truncated file of checkpoints', () => {
  it.each([
    ['the last line', (lines: string[]) => lines.slice(0, 1), 'ACCESS_CHECKPOINT_MISSING 20'],
    ['the first line', (lines: string[]) => lines.slice(1), 'ACCESS_CHECKPOINT_MISSING 10'],
    ['all lines', () => [], 'ACCESS_CHECKPOINT_MISSING 10, ACCESS_CHECKPOINT_MISSING 20'],
  ])('%s', async (_, cut, problems) => {
    writeLines(cut(linesOf()));
    expect(await found()).toBe(problems);
  });

  it('also when the same lines go in the database, by their counts', async () => {
    writeLines(linesOf().slice(1));
    await log.attack('delete from access_log_checkpoint where count = 1');
    expect(await found()).toBe('ACCESS_CHECKPOINT_MISSING 20');
  });
});

describe('an attacker who computes all hashes anew', () => {
  const CHANGES: Readonly<Record<string, (rows: readonly AccessRow[]) => readonly AccessRow[]>> = {
    edits: (rows) => rows.map((row) => (row.seq === '7' ? { ...row, viewer: 'forged' } : row)),
    deletes: (rows) => rows.filter(({ seq }) => seq !== '7'),
    inserts: (rows) => rows.flatMap((row) => (row.seq === '7' ? [{ ...row, viewer: 'forged' }, row] : [row])),
    reorders: (rows) => [...rows.slice(0, 5), ...rows.slice(5, 8).toReversed(), ...rows.slice(8)],
    truncates: (rows) => rows.slice(0, 15),
    'rolls back': (rows) => rows.slice(0, 10),
  };

  it.each(Object.entries(CHANGES))('%s, and is found out', async (_, change) => {
    await rewrite(change, THEIRS.key, log.keys.current.id);
    expect(await found()).not.toBe('');
  });

  // A chain without a secret is one whose key everybody has; it has no checkpoints.
  it.each(Object.entries(CHANGES))('%s, and a chain without a secret does not tell', async (_, change) => {
    const publicKey = createHmac('sha256', 'known to everybody').digest();
    const ring = keyRing([publicKey]);
    await log.close();
    log = await openTestLog(ring);
    await log.append(25);
    await rewrite(change, publicKey, ring.current.id);
    expect(await found()).toBe('');
  });
});

it('verifies while the log is written and checkpoints are taken', async () => {
  const writer = log.open();
  const writing = (async () => {
    for (let index = 0; index < 100; index += 1) {
      await Promise.all([writer.append(access()), writer.append(access())]);
      if (index % 5 === 0) await log.checkpointer.take();
    }
  })();
  const verifications: Verification[] = [];
  for (let index = 0; index < 10; index += 1) verifications.push(await log.verify());
  await writing;
  expect(verifications.map(summary)).toEqual(verifications.map(() => ''));
  expect((await log.verify()).records).toBe(225);
});

it('lets the application role verify', async () => {
  expect(await queryUrl(log.appUrl, 'select count(*)::int as count from access_log')).toEqual([
    { count: 25 },
  ]);
});

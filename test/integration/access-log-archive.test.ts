// Old accesses are archived, and the chain goes on across the cut.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { archiveAccessLog } from '../../subgraphs/kit/access-log/archive/archive.ts';
import { access, openTestLog, type TestLog } from '../support/access-log.ts';

let log: TestLog;

beforeEach(async () => {
  log = await openTestLog();
});

afterEach(() => log.close());

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-24T00:00:00Z');
const daysAgo = (days: number): Date => new Date(Number(NOW) - days * DAY_MS);

const summary = async (): Promise<string> =>
  (await log.verify()).problems.map(({ code, seq }) => `${code} ${seq}`).join(', ');

describe('archiving', () => {
  const archive = ({ before, now = NOW }: { before?: Date; now?: Date } = {}) =>
    archiveAccessLog({
      url: log.ownerUrl,
      owner: 'finance',
      keys: log.keys,
      directory: log.archives,
      before,
      now,
    });

  /** Ten records, two of a day, the last ten days old; a checkpoint in the middle and at the end. */
  const fill = async (): Promise<void> => {
    const writer = log.open();
    for (const days of [400, 400, 300, 300, 200, 184, 182, 100, 50, 10]) {
      await writer.append(access({ time: daysAgo(days) }));
      if (days === 200 || days === 10) await log.checkpointer.take();
    }
  };

  const archived = (): { path: string; lines: string[] } => {
    const path = join(log.archives, readdirSync(log.archives)[0] ?? '');
    return { path, lines: gunzipSync(readFileSync(path)).toString().trimEnd().split('\n') };
  };

  it('moves what is old enough into a file, and the chain goes on across the cut', async () => {
    await fill();
    expect(await archive()).toMatchObject({ seq: 6, firstSeq: 1, file: 'finance-1-6.jsonl.gz' });
    expect(await log.ask('select min(seq)::int as first, count(*)::int as count from access_log')).toEqual([
      { first: 7, count: 4 },
    ]);
    const { path, lines } = archived();
    expect(lines).toHaveLength(6);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await log.verify()).toEqual({ records: 10, checkpoints: 2, problems: [] });
    await log.append(1);
    expect(await archive()).toBeUndefined();
    expect(await archive({ now: new Date(Number(NOW) + 100 * DAY_MS) })).toMatchObject({
      seq: 8,
      firstSeq: 7,
    });
    expect(await log.verify()).toEqual({ records: 11, checkpoints: 2, problems: [] });
  });

  it('lets go of the lists of subjects that no record has any more, and of no other', async () => {
    const writer = log.open();
    const [old, both, young] = ['a', 'b', 'c'].map((digit) => digit.repeat(32)) as [string, string, string];
    for (const pids of [[old], [both]]) await writer.append(access({ time: daysAgo(250), pids }));
    for (const pids of [[both], [young]]) await writer.append(access({ time: daysAgo(1), pids }));
    await archive();
    expect(await log.ask('select count(*)::int as lists from access_log_subjects')).toEqual([{ lists: 2 }]);
    expect(await log.verify()).toMatchObject({ records: 4, problems: [] });
    await log.open().append(access({ pids: [old] }));
    expect(await log.verify()).toMatchObject({ records: 5, problems: [] });
  });

  it('moves only what was before the moment that is named', async () => {
    await fill();
    expect(await archive({ before: daysAgo(250) })).toMatchObject({ seq: 4, firstSeq: 1 });
  });

  it('keeps six months, whatever is asked for', async () => {
    await expect(archive({ before: daysAgo(182) })).rejects.toMatchObject({
      code: 'ACCESS_RETENTION_TOO_SHORT',
      details: { days: 182, min: 183 },
    });
  });

  it.each([3, 6])('moves nothing that was tampered with, record %d', async (seq) => {
    await fill();
    await log.attack(`update access_log set viewer = 'x' where seq = ${seq}`);
    await expect(archive()).rejects.toMatchObject({
      code: 'ACCESS_RECORD_EDITED',
      details: { owner: 'finance', seq },
    });
    expect(await log.ask('select count(*)::int as count from access_log')).toEqual([{ count: 10 }]);
  });

  it('tells what is edited in an archive, missing from it, and an archive that is missing', async () => {
    await fill();
    await archive();
    const { path, lines } = archived();
    const write = (texts: readonly string[]): void =>
      writeFileSync(path, gzipSync(texts.map((line) => `${line}\n`).join('')));
    write(lines.map((line, index) => (index === 2 ? line.replace('account-17', 'account-18') : line)));
    expect(await summary()).toBe('ACCESS_RECORD_EDITED 3');
    write(lines.filter((_, index) => index !== 3));
    expect(await summary()).toBe('ACCESS_RECORD_DELETED 4');
    writeFileSync(path, 'no archive');
    expect(await summary()).toBe('ACCESS_RECORD_DELETED 1');
    rmSync(path);
    expect(await summary()).toBe('ACCESS_ARCHIVE_MISSING 1');
  });

  it('takes no deletion for an archive', async () => {
    await fill();
    await log.attack(
      `insert into access_log_archive (last_seq, first_seq, hash, key_id, seal, file)
       select seq, 1, hash, key_id, hash, 'finance-1-6.jsonl.gz' from access_log where seq = 6`,
      'delete from access_log where seq <= 6',
    );
    expect(await summary()).toBe('ACCESS_RECORD_DELETED 1');
  });
});

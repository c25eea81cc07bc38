// Old accesses are archived, and whom somebody looked at can ask who did.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { archiveAccessLog } from '../../subgraphs/kit/access-log/archive/archive.ts';
import {
  accessesByDepartment,
  accessesOfInstitution,
  accessesOfPerson,
  type AccessPage,
} from '../../subgraphs/kit/access-log/query.ts';
import { openDatabase, type Database } from '../../subgraphs/kit/database/connect.ts';
import { access, openTestLog, PID, type TestLog } from '../support/access-log.ts';

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
  const archive = (days = 183, now = NOW) =>
    archiveAccessLog({
      url: log.ownerUrl,
      owner: 'finance',
      keys: log.keys,
      directory: log.archives,
      days,
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
    expect(await archive(183, new Date(Number(NOW) + 100 * DAY_MS))).toMatchObject({ seq: 8, firstSeq: 7 });
    expect(await log.verify()).toEqual({ records: 11, checkpoints: 2, problems: [] });
  });

  it('keeps six months, whatever is asked for', async () => {
    await expect(archive(182)).rejects.toMatchObject({
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

describe('asking', () => {
  let database: Database;

  beforeEach(() => {
    database = openDatabase({ url: log.appUrl });
  });

  afterEach(() => database.close());

  const reader = () => database.reader(new AbortController().signal);
  const shown = async (page: Promise<AccessPage>): Promise<string[]> =>
    (await page).rows.map(({ trace }) => trace);

  const OTHER = 'cd'.repeat(16);
  const RULE = { id: 'R12', kind: 'STANDING_RULE' } as const;
  const disclosure = { now: NOW, delayDays: 90 };

  const fill = async (): Promise<void> => {
    const writer = log.open();
    await writer.append(access({ trace: 'old investigation', time: daysAgo(91) }));
    await writer.append(access({ trace: 'rule', time: daysAgo(5), purpose: RULE, department: null }));
    await writer.append(access({ trace: 'investigation', time: daysAgo(89) }));
    await writer.append(access({ trace: 'other', time: daysAgo(1), pids: [OTHER], institutionCodes: [] }));
    await writer.append(access({ trace: 'no purpose', time: daysAgo(1), purpose: null, refusal: 'X' }));
  };

  it('shows a person who looked at it, an investigation only after its delay', async () => {
    await fill();
    expect(await shown(accessesOfPerson(reader(), { pid: PID, disclosure }))).toEqual([
      'no purpose',
      'rule',
      'old investigation',
    ]);
    expect(await shown(accessesOfPerson(reader(), { pid: OTHER, disclosure }))).toEqual([]);
  });

  it('shows an institution the same', async () => {
    await fill();
    const code = access().institutionCodes[0] ?? '';
    expect(await shown(accessesOfInstitution(reader(), { code, disclosure }))).toEqual([
      'no purpose',
      'rule',
      'old investigation',
    ]);
  });

  it('shows nobody whom else an access touched', async () => {
    await log.open().append(access({ time: daysAgo(100), pids: [PID, OTHER] }));
    const { rows } = await accessesOfPerson(reader(), { pid: PID, disclosure });
    expect(JSON.stringify(rows)).not.toContain(OTHER);
  });

  it('shows a department all of its own, by page', async () => {
    await fill();
    const pages: string[][] = [];
    let after: string | undefined;
    for (;;) {
      const page = await accessesByDepartment(reader(), { department: 'discipline', first: 2, after });
      pages.push(page.rows.map(({ trace }) => trace));
      if (!page.hasNextPage) break;
      after = page.rows.at(-1)?.seq;
    }
    expect(pages).toEqual([
      ['no purpose', 'other'],
      ['investigation', 'old investigation'],
    ]);
  });

  it('refuses sizes and cursors that are none', async () => {
    const department = 'discipline';
    const ask = (page: object) => async () => accessesByDepartment(reader(), { department, ...page });
    await expect(ask({ first: 0 })()).rejects.toMatchObject({ code: 'PAGE_SIZE_OUT_OF_RANGE' });
    await expect(ask({ first: 1001 })()).rejects.toMatchObject({ code: 'PAGE_SIZE_OUT_OF_RANGE' });
    await expect(ask({ after: '1 or true' })()).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });
});

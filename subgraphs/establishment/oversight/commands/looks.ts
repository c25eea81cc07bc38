// Changes are followed while runs read: a page that was read before a change must not overrule what was read after it.
import type { ClientBase } from 'pg';
import type { RunShard } from '../entities.ts';
import type { Findings } from '../given.ts';

/** What a network may add to the age that a worker says. Too much does no harm: whoever was looked at later is followed. */
const MARGIN_MS = 5_000;
/** Looks are kept as long as a page can be under way, many times over. */
const KEPT = "interval '10 minutes'";
/** Stands among the looks for all subjects of a version of a rule. */
const EVERYBODY = '';

/** True where somebody waits for just this look: a change made it, whether it was followed at once or left to a run. */
const followsChange = ({ reason, evaluated }: Findings, shard: RunShard | undefined): boolean =>
  reason === 'CHANGE' && (shard !== undefined || 'subjects' in evaluated);

/**
 * A moment before the facts were read, and after the change that they were read for. One process follows, and one thing
 * after another, so that its looks are told apart by when they began; a run that a change was left to begins behind it.
 */
const readBehind = async (
  db: ClientBase,
  findings: Findings,
  shard: RunShard | undefined,
): Promise<Date | undefined> => {
  const age = findings.ageMilliseconds + (followsChange(findings, shard) ? 0 : MARGIN_MS);
  const { rows } =
    shard !== undefined && followsChange(findings, shard)
      ? await db.query<{ at: Date }>('select started_at as at from rule_run where id = $1', [shard.runId])
      : await db.query<{ at: Date }>(
          `select date_trunc('milliseconds', clock_timestamp() - make_interval(secs => $1::float8 / 1000)) as at`,
          [age],
        );
  return rows[0]?.at;
};

/** Notes when subjects were looked at. */
const noteLooks = async (
  db: ClientBase,
  { ruleId, version }: Findings,
  subjects: readonly string[],
  at: Date | undefined,
): Promise<void> => {
  await db.query(
    `insert into latest_look (rule_id, rule_version, subject, at)
     select $1, $2, subject, $4 from unnest($3::text[]) as subject
     on conflict (rule_id, rule_version, subject) do update set at = greatest(latest_look.at, excluded.at)`,
    [ruleId, version, [...new Set(subjects)].toSorted(), at],
  );
  await db.query(
    `delete from latest_look where rule_id = $1 and rule_version = $2 and at < now() - ${KEPT}`,
    [ruleId, version],
  );
};

/** Subjects that are looked at for a later change. */
const lookedAtSince = async (
  db: ClientBase,
  { ruleId, version }: Findings,
  at: Date | undefined,
): Promise<string[]> => {
  const { rows } = await db.query<{ subject: string }>(
    'select subject from latest_look where rule_id = $1 and rule_version = $2 and at > $3',
    [ruleId, version, at],
  );
  return rows.map(({ subject }) => subject);
};

const without = (json: string, subjects: ReadonlySet<string>): string =>
  JSON.stringify((JSON.parse(json) as { subject: string }[]).filter(({ subject }) => !subjects.has(subject)));

/**
 * What of a page still holds: nothing of those who were looked at later; undefined where all of them are. Whoever records
 * it holds the lock of the rule.
 */
export const stillHolding = async (
  db: ClientBase,
  findings: Findings,
  shard: RunShard | undefined,
): Promise<Findings | undefined> => {
  const { evaluated, undecided } = findings;
  const readAt = await readBehind(db, findings, shard);
  const later = await lookedAtSince(db, findings, readAt);
  if (later.includes(EVERYBODY)) return undefined;
  if (followsChange(findings, shard))
    await noteLooks(db, findings, 'subjects' in evaluated ? evaluated.subjects : [EVERYBODY], readAt);
  if (later.length === 0) return findings;
  const left = new Set(later);
  return {
    ...findings,
    hits: without(findings.hits, left),
    unknown: without(findings.unknown, left),
    undecided: [...undecided, ...later],
  };
};

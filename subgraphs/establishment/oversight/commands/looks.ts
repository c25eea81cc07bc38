// Changes are followed while a run reads: a page that was read before a change must not overrule what was read after it.
import type { ClientBase } from 'pg';
import type { Findings } from '../given.ts';

/** What a network may add to the age that a worker says. Too much does no harm: whoever was looked at later is followed. */
const MARGIN_MS = 5_000;
/** Looks are kept as long as a page can be under way, many times over. */
const KEPT = "interval '10 minutes'";

/** Notes when subjects were looked at one by one. */
const noteLooks = async (
  db: ClientBase,
  ruleId: string,
  subjects: readonly string[],
  age: number,
): Promise<void> => {
  await db.query(
    `insert into latest_look (rule_id, subject, at)
     select $1, subject, clock_timestamp() - make_interval(secs => $3::float8 / 1000) from unnest($2::text[]) as subject
     on conflict (rule_id, subject) do update set at = greatest(latest_look.at, excluded.at)`,
    [ruleId, [...new Set(subjects)].toSorted(), age],
  );
  await db.query(`delete from latest_look where rule_id = $1 and at < now() - ${KEPT}`, [ruleId]);
};

/** Subjects that were looked at after a page was read. */
const lookedAtSince = async (db: ClientBase, ruleId: string, age: number): Promise<string[]> => {
  const { rows } = await db.query<{ subject: string }>(
    `select subject from latest_look
     where rule_id = $1 and at > clock_timestamp() - make_interval(secs => $2::float8 / 1000)`,
    [ruleId, age + MARGIN_MS],
  );
  return rows.map(({ subject }) => subject);
};

const without = (json: string, subjects: ReadonlySet<string>): string =>
  JSON.stringify((JSON.parse(json) as { subject: string }[]).filter(({ subject }) => !subjects.has(subject)));

/** What of a page still holds: nothing of those who were looked at later. Whoever records it holds the lock of the rule. */
export const stillHolding = async (db: ClientBase, findings: Findings): Promise<Findings> => {
  const { ruleId, evaluated, reason, ageMilliseconds: age, held, undecided } = findings;
  if (reason === 'CHANGE' && held === undefined && 'subjects' in evaluated) {
    await noteLooks(db, ruleId, evaluated.subjects, age);
    return findings;
  }
  const later = await lookedAtSince(db, ruleId, age);
  if (later.length === 0) return findings;
  const left = new Set(later);
  return {
    ...findings,
    hits: without(findings.hits, left),
    unknown: without(findings.unknown, left),
    undecided: [...undecided, ...later],
  };
};

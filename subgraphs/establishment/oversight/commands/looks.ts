// Changes are followed while a run reads: a page that was read before a change must not overrule what was read after it.
import type { ClientBase } from 'pg';
import type { Findings } from '../given.ts';

/** What a network may add to the age that a worker says. Too much does no harm: whoever was looked at later is followed. */
const MARGIN_MS = 5_000;
/** Looks are kept as long as a page can be under way, many times over. */
const KEPT = "interval '10 minutes'";

/** A version of a rule, and how long ago the facts began to be read for it. */
type Looked = Pick<Findings, 'ruleId' | 'version' | 'ageMilliseconds'>;

/** Notes when subjects were looked at one by one. */
const noteLooks = async (
  db: ClientBase,
  { ruleId, version, ageMilliseconds }: Looked,
  subjects: readonly string[],
): Promise<void> => {
  await db.query(
    `insert into latest_look (rule_id, rule_version, subject, at)
     select $1, $2, subject, clock_timestamp() - make_interval(secs => $4::float8 / 1000) from unnest($3::text[]) as subject
     on conflict (rule_id, rule_version, subject) do update set at = greatest(latest_look.at, excluded.at)`,
    [ruleId, version, [...new Set(subjects)].toSorted(), ageMilliseconds],
  );
  await db.query(
    `delete from latest_look where rule_id = $1 and rule_version = $2 and at < now() - ${KEPT}`,
    [ruleId, version],
  );
};

/** Subjects that were looked at after a page was read. */
const lookedAtSince = async (
  db: ClientBase,
  { ruleId, version, ageMilliseconds }: Looked,
): Promise<string[]> => {
  const { rows } = await db.query<{ subject: string }>(
    `select subject from latest_look
     where rule_id = $1 and rule_version = $2 and at > clock_timestamp() - make_interval(secs => $3::float8 / 1000)`,
    [ruleId, version, ageMilliseconds + MARGIN_MS],
  );
  return rows.map(({ subject }) => subject);
};

const without = (json: string, subjects: ReadonlySet<string>): string =>
  JSON.stringify((JSON.parse(json) as { subject: string }[]).filter(({ subject }) => !subjects.has(subject)));

/** What of a page still holds: nothing of those who were looked at later. Whoever records it holds the lock of the rule. */
export const stillHolding = async (db: ClientBase, findings: Findings): Promise<Findings> => {
  const { evaluated, reason, held, undecided } = findings;
  if (reason === 'CHANGE' && held === undefined && 'subjects' in evaluated) {
    await noteLooks(db, findings, evaluated.subjects);
    return findings;
  }
  const later = await lookedAtSince(db, findings);
  if (later.length === 0) return findings;
  const left = new Set(later);
  return {
    ...findings,
    hits: without(findings.hits, left),
    unknown: without(findings.unknown, left),
    undecided: [...undecided, ...later],
  };
};

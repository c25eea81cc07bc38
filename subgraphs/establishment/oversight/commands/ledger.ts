// The ledger of findings in SQL. Each statement takes what was evaluated of one version of a rule as a set, moves the
// findings that it concerns, and writes what became of them into the events and into the change feed. Whoever runs them
// holds the lock of the rule. Findings as of a later day are left alone: an earlier day does not overrule them.
import type { ClientBase } from 'pg';
import type { FindingAction } from '../../generated.ts';
import type { Evaluated, Findings } from '../given.ts';
import { aboutOwners, ownersText, REASON_ROWS } from './reasons.ts';

/** How many findings something became of. */
export type Moved = ReadonlyMap<FindingAction, number>;

/** $1 rule, $2 its version, $3 day of the facts, $4 hits as JSON, $5 actor, $6 run. */
const HITS = `
  hit as (
    select distinct on (subject, period) given.* from jsonb_to_recordset($4::jsonb) as given (subject_kind text,
      subject text, period text, institution_code text, severity text, amount numeric, digest text, sentence_en text,
      sentence_zh text, evidence jsonb)
    order by subject, period
  )`;

/** What the reasons of a statement name: another version of the rule, or owners, too. */
type Naming = 'VERSION' | 'OWNERS';

/** The text of a reason. Naming owners is left out where none are: the statement of every page is planned anew each time. */
const worded = (language: 'en' | 'zh', naming: Naming): string => {
  const text = `replace(${language}, '{version}', coalesce(other_version::text, ''))`;
  return naming === 'VERSION' ? text : `replace(${text}, '{owners}', ${ownersText('told.owners', language)})`;
};

/**
 * The end of each statement: what became of findings is told. Seeing the same again is nothing that became of them; where
 * it is seen by facts of a later day, the institutions of its problems are told, whose recurrence goes by the day.
 */
const telling = (naming: Naming): string => `
  told as (
    select * from seen where action is not null
  ), events as (
    insert into finding_event (finding_id, action, from_state, to_state, actor, reason, reason_zh, digest, run_id)
    select id, action, from_state, to_state, $5, ${worded('en', naming)},
      ${worded('zh', naming)}, digest, $6::bigint
    from told left join (values ${REASON_ROWS}) as reason (why, en, zh) using (why) order by id
  ), fed as (
    insert into change (fact, subject_kind, subject)
    select 'finding', kind, key from (
      select subject_kind, subject from told
      union select 'INSTITUTION', institution_code from told
      union select 'INSTITUTION', institution_before from told
      union select 'INSTITUTION', problem.institution_code
        from seen join problem on problem.rule_id = $1 and problem.subject = seen.subject
        where action is not null or as_of_before < $3::date
    ) as about (kind, key)
    where key is not null order by key
  )
  select action, count(*)::int as count from told group by action`;

/**
 * Hits that are new become suspicions, unless people judged the same facts under another version of the rule: the latest
 * such verdict is taken over. Those that are known are seen again, and what people refuted rests while its facts do.
 */
const ENTER_HITS = `
  with ${HITS}, verdict as (
    select distinct on (judged.subject, judged.period) judged.subject, judged.period, judged.state as verdict_state,
      rule_version as other_version, verdict_by as judged_by, verdict_at as judged_at, verdict_reason as judged_because
    from hit join finding as judged on rule_id = $1 and rule_version <> $2 and judged.subject = hit.subject
      and judged.period = hit.period and judged.digest = hit.digest
    where judged.state in ('CONFIRMED', 'REFUTED')
    order by judged.subject, judged.period, verdict_at desc, rule_version desc
  ), known as (
    select hit.*, finding.id, state, present, as_of_before, institution_before, digest_before, owners_before, case
        when state = 'WITHDRAWN' then 'REAPPEARED'
        when state = 'UNKNOWN' then 'DECIDED'
        when digest_before <> hit.digest and state = 'REFUTED' then 'FACTS_CHANGED'
        when digest_before <> hit.digest then 'CHANGED'
        when not present then 'REAPPEARED'
        when institution_before is distinct from hit.institution_code then 'CHANGED'
      end as action,
      state in ('WITHDRAWN', 'UNKNOWN') or (state = 'REFUTED' and digest_before <> hit.digest) as begins
    from hit join (
      select id, rule_id, rule_version, subject, period, state, present, as_of as as_of_before, digest as digest_before,
        institution_code as institution_before, unknown_owners as owners_before
      from finding
    ) as finding on rule_id = $1 and rule_version = $2 and finding.subject = hit.subject and finding.period = hit.period
    where as_of_before <= $3::date
  ), moved as (
    select known.*, verdict_state, other_version, judged_by, judged_at, judged_because,
      coalesce(verdict_state, case when begins then 'SUSPECTED' else state end) as to_state,
      case when verdict_state is not null then 'TAKEN_OVER' else action end as moved_by
    from known left join verdict
      on begins and verdict.subject = known.subject and verdict.period = known.period
  ), again as (
    update finding set state = moved.to_state, present = true, severity = moved.severity,
      institution_code = moved.institution_code, amount_fen = moved.amount * 100, digest = moved.digest,
      sentence_en = moved.sentence_en, sentence_zh = moved.sentence_zh, evidence = moved.evidence,
      unknown_owners = null, last_seen = now(), as_of = $3::date,
      verdict_by = case when begins then judged_by else verdict_by end,
      verdict_at = case when begins then judged_at else verdict_at end,
      verdict_reason = case when begins then judged_because else verdict_reason end,
      version = finding.version + (moved_by is not null)::int
    from moved where finding.id = moved.id
    returning finding.id, finding.subject_kind, finding.subject, finding.institution_code, institution_before,
      as_of_before, moved_by, moved.state as from_state, moved.to_state, moved.digest, other_version, owners_before
  ), appeared as (
    insert into finding (rule_id, rule_version, subject_kind, subject, period, institution_code, severity, amount_fen,
      state, present, digest, sentence_en, sentence_zh, evidence, as_of, verdict_by, verdict_at, verdict_reason)
    select $1, $2, subject_kind, subject, period, institution_code, severity, amount * 100,
      coalesce(verdict_state, 'SUSPECTED'), true, digest, sentence_en, sentence_zh, evidence, $3::date,
      judged_by, judged_at, judged_because
    from hit left join verdict using (subject, period) where not exists (
      select from finding where rule_id = $1 and rule_version = $2 and finding.subject = hit.subject
        and finding.period = hit.period
    )
    returning id, subject_kind, subject, period, institution_code, state, digest
  ), seen as (
    select id, subject_kind, subject, institution_code, null as institution_before, null::date as as_of_before,
      case when other_version is null then 'APPEARED' else 'TAKEN_OVER' end as action, null as from_state,
      state as to_state, case when other_version is not null then 'TAKEN_OVER' end as why, other_version, digest, null::text[] as owners
    from appeared left join verdict using (subject, period)
    union all
    select id, subject_kind, subject, institution_code, institution_before, as_of_before, moved_by, from_state, to_state,
      case when other_version is not null then 'TAKEN_OVER'
        when moved_by = 'DECIDED' then ${aboutOwners('owners_before', 'ANSWERED', 'WORKED_OUT')} end,
      other_version, digest, owners_before
    from again
  ), ${telling('OWNERS')}`;

/** Whether a subject was evaluated: $8 and $9 are the ends of the range, or $8 the subjects. */
const IN_RANGE = '($8::text is null or subject > $8) and ($9::text is null or subject <= $9)';
const IN_LIST = 'subject = any($8::text[])';

/**
 * Findings, in this version or an earlier one, of subjects that were evaluated and not hit: what nobody judged is
 * withdrawn, a verdict stays. $7: subjects that could not be decided, of which nothing follows.
 */
const withdrawRest = (evaluated: string): string => `
  with ${HITS}, moved as (
    select id, state, as_of as as_of_before, case
        when state in ('SUSPECTED', 'UNKNOWN') then 'WITHDRAWN' else state
      end as to_state, case
        when state in ('SUSPECTED', 'UNKNOWN') then 'WITHDRAWN' when present then 'GONE'
      end as action, case
        when rule_version < $2 then 'SUPERSEDED'
        when state <> 'UNKNOWN' then 'NOT_SHOWN'
        when subject in (select subject from hit) then 'FOUND_OTHERWISE'
        else 'NOTHING_FOUND'
      end as why
    from finding
    where rule_id = $1 and rule_version <= $2 and as_of <= $3::date and ${evaluated}
      and not subject = any($7::text[])
      and not (rule_version = $2 and (subject, period) in (select subject, period from hit))
      and (state in ('SUSPECTED', 'UNKNOWN') or present or unknown_owners is not null)
  ), seen as (
    update finding set state = moved.to_state, present = false, unknown_owners = null, as_of = $3::date,
      version = version + (action is not null)::int
    from moved where finding.id = moved.id
    returning finding.id, subject_kind, subject, institution_code, null as institution_before, as_of_before, action,
      moved.state as from_state, to_state, why, $2 as other_version, digest
  ), ${telling('VERSION')}`;

/** Subjects that could not be decided: noted with their findings, or as a finding of its own where there is none. $7: rows as JSON. */
const NOTE_UNKNOWN = `
  with unknown as (
    select distinct on (subject) given.*
    from jsonb_to_recordset($4::jsonb) as given (subject_kind text, subject text, institution_code text, owners text[])
    order by subject
  ), noted as (
    update finding set unknown_owners = owners, last_seen = case when state = 'UNKNOWN' then now() else last_seen end,
      as_of = case when state = 'UNKNOWN' then $3::date else as_of end
    from unknown
    where rule_id = $1 and rule_version = $2 and finding.subject = unknown.subject and as_of <= $3::date
  ), appeared as (
    insert into finding (rule_id, rule_version, subject_kind, subject, institution_code, state, present, unknown_owners, as_of)
    select $1, $2, subject_kind, subject, institution_code, 'UNKNOWN', false, owners, $3::date
    from unknown where not exists (
      select from finding where rule_id = $1 and rule_version = $2 and finding.subject = unknown.subject
    )
    returning id, subject_kind, subject, institution_code, unknown_owners
  ), seen as (
    select id, subject_kind, subject, institution_code, null as institution_before, null::date as as_of_before,
      'UNDECIDED' as action, null as from_state, 'UNKNOWN' as to_state,
      ${aboutOwners('unknown_owners', 'NOT_ANSWERED', 'NOT_WORKED_OUT')} as why, null::integer as other_version, null as digest,
      unknown_owners as owners
    from appeared
  ), ${telling('OWNERS')}`;

/** Whose doing it is. */
export interface Doing {
  readonly actor: string;
  /** Number of the run; null where it belongs to none. */
  readonly run: string | null;
}

interface Counted {
  readonly action: FindingAction;
  readonly count: number;
}

const placesOf = (evaluated: Evaluated): readonly [string, readonly unknown[]] =>
  'subjects' in evaluated ? [IN_LIST, [evaluated.subjects]] : [IN_RANGE, [evaluated.from, evaluated.upTo]];

/** No rows, as JSON. */
const NONE = '[]';

/** Enters what was evaluated of a version of a rule. The same again changes nothing. */
export const enterFindings = async (
  db: ClientBase,
  { ruleId, version, asOf, evaluated, hits, unknown, undecided }: Findings,
  { actor, run }: Doing,
): Promise<Moved> => {
  const values = (rows: string): readonly unknown[] => [ruleId, version, asOf, rows, actor, run];
  const [condition, places] = placesOf(evaluated);
  const moved = new Map<FindingAction, number>();
  const tell = async (text: string, given: readonly unknown[]): Promise<void> => {
    for (const { action, count } of (await db.query<Counted>(text, [...given])).rows)
      moved.set(action, (moved.get(action) ?? 0) + count);
  };
  // Most pages of a run have neither: planning the statement costs Postgres ten times as much as running it on nothing.
  if (hits !== NONE) await tell(ENTER_HITS, values(hits));
  await tell(withdrawRest(condition), [...values(hits), undecided, ...places]);
  if (unknown !== NONE) await tell(NOTE_UNKNOWN, values(unknown));
  return moved;
};

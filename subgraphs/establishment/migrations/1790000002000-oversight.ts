import type { MigrationInterface, QueryRunner } from 'typeorm';
import { byInstitution, byRowsOf, scopeRows } from '../../kit/database/row-scope.ts';
import { revokeChanges } from '../../kit/migrations/rights.ts';

const SCOPES = {
  rule: 'true',
  rule_version: 'true',
  rule_run: byInstitution('institution_code'),
  run_shard: byRowsOf('run_shard', 'run_id', 'rule_run', 'id'),
  finding: byInstitution('institution_code'),
  finding_event: byRowsOf('finding_event', 'finding_id', 'finding', 'id'),
} as const;

const RUN_REASONS = `'SCHEDULED', 'DEMAND', 'CHANGE', 'LOOK_BACK'`;
const FINDING_STATES = `'SUSPECTED', 'CONFIRMED', 'REFUTED', 'WITHDRAWN', 'UNKNOWN'`;

/** Least number of verdicts on the findings of a rule before they say anything about it. */
const VERDICTS_MIN = 10;

/** Standing rules with their versions, their runs in shards, and the ledger of what they found. */
export class Oversight1790000002000 implements MigrationInterface {
  readonly name = 'Oversight1790000002000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table rule (
        id text constraint rule_pkey primary key,
        active_version integer,
        decided_by text,
        decided_at timestamptz(3),
        created_at timestamptz(3) not null default now(),
        constraint rule_id_valid check (id ~ '^[A-Z][A-Z0-9-]{1,30}$')
      )`);
    await db.query(`
      create table rule_version (
        rule_id text not null constraint rule_version_rule references rule,
        version integer not null,
        text text not null,
        parameters jsonb not null default '{}',
        digest text not null,
        origin text not null,
        saved_by text not null,
        saved_at timestamptz(3) not null default now(),
        note text,
        floor numeric(5,4),
        constraint rule_version_pkey primary key (rule_id, version),
        constraint rule_version_positive check (version > 0),
        constraint rule_version_parameters_object check (jsonb_typeof(parameters) = 'object'),
        constraint rule_version_digest_valid check (digest ~ '^[0-9a-f]{64}$'),
        constraint rule_version_origin_valid check (origin in ('BUILTIN', 'SAVED')),
        constraint rule_version_floor_share check (floor between 0 and 1)
      )`);
    await db.query(`
      alter table rule add constraint rule_active_version
      foreign key (id, active_version) references rule_version (rule_id, version)`);
    await db.query(`
      create table rule_run (
        id bigint generated always as identity constraint rule_run_pkey primary key,
        state text not null default 'PENDING',
        as_of date not null,
        reason text not null,
        institution_code text,
        requested_by text not null,
        requested_at timestamptz(3) not null default now(),
        started_at timestamptz(3),
        finished_at timestamptz(3),
        constraint rule_run_state_valid check (state in ('PENDING', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
        constraint rule_run_reason_valid check (reason in (${RUN_REASONS})),
        constraint rule_run_ended check (state in ('PENDING', 'RUNNING') or finished_at is not null)
      )`);
    await db.query(`
      create table run_shard (
        id bigint generated always as identity constraint run_shard_pkey primary key,
        run_id bigint not null constraint run_shard_run references rule_run,
        rule_id text not null,
        rule_version integer not null,
        from_key text,
        up_to_key text,
        cursor text,
        state text not null default 'PENDING',
        worker text,
        lease_until timestamptz(3),
        attempts integer not null default 0,
        not_before timestamptz(3),
        waiting_for text[],
        subjects_done integer not null default 0,
        hits integer not null default 0,
        unknown integer not null default 0,
        requests integer not null default 0,
        milliseconds bigint not null default 0,
        error text,
        constraint run_shard_rule_version foreign key (rule_id, rule_version) references rule_version,
        constraint run_shard_state_valid
          check (state in ('PENDING', 'CLAIMED', 'WAITING', 'DONE', 'FAILED', 'CANCELLED')),
        constraint run_shard_claimed_by_somebody
          check ((state = 'CLAIMED') = (worker is not null) and (state = 'CLAIMED') = (lease_until is not null)),
        constraint run_shard_waits_until check ((state = 'WAITING') = (not_before is not null)),
        constraint run_shard_failed_with check ((state = 'FAILED') = (error is not null)),
        constraint run_shard_range_forward check (up_to_key > from_key)
      )`);
    await db.query('create index run_shard_run_id on run_shard (run_id)');
    await db.query(
      `create index run_shard_open on run_shard (id) where state in ('PENDING', 'CLAIMED', 'WAITING')`,
    );
    await db.query(`
      create table finding (
        id bigint generated always as identity constraint finding_pkey primary key,
        rule_id text not null,
        rule_version integer not null,
        subject_kind text not null,
        subject text not null,
        period text not null default '',
        institution_code text,
        severity text,
        amount_fen bigint,
        state text not null,
        present boolean not null,
        digest text,
        sentence_en text,
        sentence_zh text,
        evidence jsonb,
        unknown_owners text[],
        first_seen timestamptz(3) not null default now(),
        last_seen timestamptz(3) not null default now(),
        as_of date not null,
        verdict_by text,
        verdict_at timestamptz(3),
        verdict_reason text,
        version integer not null default 1,
        constraint finding_once unique (rule_id, subject, period, rule_version),
        constraint finding_subject_kind_valid check (subject_kind in ('PERSON', 'INSTITUTION')),
        constraint finding_severity_valid check (severity in ('RED', 'AMBER')),
        constraint finding_state_valid check (state in (${FINDING_STATES})),
        constraint finding_decided check (state in ('UNKNOWN', 'WITHDRAWN') or (severity is not null and digest is not null)),
        constraint finding_present_in_state check (case state when 'SUSPECTED' then present when 'CONFIRMED' then true
          when 'REFUTED' then true else not present end),
        constraint finding_judged_by_somebody check (state not in ('CONFIRMED', 'REFUTED') or verdict_by is not null)
      )`);
    await db.query('create index finding_rule on finding (rule_id, state, id)');
    await db.query('create index finding_state on finding (state, id)');
    await db.query('create index finding_subject on finding (subject)');
    await db.query('create index finding_institution on finding (institution_code, id)');
    await db.query(`
      create table finding_event (
        id bigint generated always as identity constraint finding_event_pkey primary key,
        finding_id bigint not null constraint finding_event_finding references finding,
        at timestamptz(3) not null default now(),
        action text not null,
        from_state text,
        to_state text not null,
        actor text not null,
        reason text,
        digest text,
        run_id bigint constraint finding_event_run references rule_run,
        constraint finding_event_action_valid check (action in ('APPEARED', 'REAPPEARED', 'DECIDED', 'FACTS_CHANGED',
          'CHANGED', 'WITHDRAWN', 'GONE', 'UNDECIDED', 'CONFIRMED', 'REFUTED')),
        constraint finding_event_from_state_valid check (from_state in (${FINDING_STATES})),
        constraint finding_event_to_state_valid check (to_state in (${FINDING_STATES}))
      )`);
    await db.query('create index finding_event_finding_id on finding_event (finding_id, id)');
    await db.query(`
      create function added_only() returns trigger language plpgsql as $$
      begin
        raise exception '% is only ever added to', tg_table_name using errcode = 'insufficient_privilege';
      end $$`);
    for (const table of ['rule_version', 'finding_event']) {
      await db.query(`
        create trigger ${table}_added_only before update or delete or truncate on ${table}
        for each statement execute function added_only()`);
      await db.query(revokeChanges(table));
    }
    await db.query(`
      create view rule_precision as
      select rule_id, count(*) filter (where state = 'CONFIRMED')::int as confirmed,
        count(*) filter (where state = 'REFUTED')::int as refuted,
        round(count(*) filter (where state = 'CONFIRMED')::numeric / count(*), 4) as ratio
      from finding where state in ('CONFIRMED', 'REFUTED') group by rule_id`);
    await db.query(`
      create view demoted_rule_version as
      select rule_id, version as rule_version, floor, confirmed, refuted, ratio
      from rule_version join rule_precision using (rule_id)
      where confirmed + refuted >= ${VERDICTS_MIN} and confirmed < floor * (confirmed + refuted)`);
    await scopeRows(db, 'establishment', SCOPES);
    await db.query('grant select on rule_precision, demoted_rule_version to establishment_scoped');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop view demoted_rule_version, rule_precision');
    await db.query('drop table finding_event, finding, run_shard, rule_run');
    await db.query('alter table rule drop constraint rule_active_version');
    await db.query('drop table rule_version, rule');
    await db.query('drop function added_only');
  }
}

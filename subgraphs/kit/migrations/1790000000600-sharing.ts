import type { MigrationInterface, QueryRunner } from 'typeorm';
import { leaveOnly } from './rights.ts';

const PURPOSE_KINDS = `'INVESTIGATION', 'DOCUMENT', 'INSPECTION', 'STANDING_RULE'`;
const STATES = `'REQUESTED', 'GRANTED', 'REFUSED', 'SUSPENDED', 'ENDED'`;

/** What every department's database has: agreements on its data with all that became of them, and its tasks. */
export class Sharing1790000000600 implements MigrationInterface {
  readonly name = 'Sharing1790000000600';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table agreement (
        id bigint generated always as identity constraint agreement_pkey primary key,
        consumer_kind text not null,
        consumer_name text,
        purpose_kinds text[] not null,
        coordinates text[] not null,
        institutions text[],
        valid_from date not null,
        valid_to date,
        document_number text not null,
        state text not null,
        requested_by text not null,
        requested_at timestamptz(3) not null default now(),
        decide_by date not null,
        decided_by text,
        reason text,
        version integer not null default 1,
        constraint agreement_consumer_kind_valid check (consumer_kind in ('DEPARTMENT', 'CLIENT', 'UNITS')),
        constraint agreement_consumer_named check ((consumer_kind = 'UNITS') = (consumer_name is null)),
        constraint agreement_purpose_kinds_valid check (purpose_kinds <@ array[${PURPOSE_KINDS}]),
        constraint agreement_purpose_unless_own check ((consumer_kind = 'UNITS') = (cardinality(purpose_kinds) = 0)),
        constraint agreement_coordinates_some check (cardinality(coordinates) > 0),
        constraint agreement_institutions_some check (cardinality(institutions) > 0),
        constraint agreement_period_forward check (valid_to > valid_from),
        constraint agreement_state_valid check (state in (${STATES})),
        constraint agreement_decided_by_somebody check ((state = 'REQUESTED') = (decided_by is null)),
        constraint agreement_version_positive check (version > 0)
      )`);
    await db.query(`
      create unique index agreement_asked_once on agreement (consumer_kind, coalesce(consumer_name, ''), document_number)
      where state = 'REQUESTED'`);
    await db.query(`
      create table agreement_event (
        id bigint generated always as identity constraint agreement_event_pkey primary key,
        agreement_id bigint not null constraint agreement_event_agreement references agreement,
        version integer not null,
        action text not null,
        state text not null,
        actor text not null,
        client text not null,
        document_number text,
        reason text,
        registered_at timestamptz(3) not null default now(),
        constraint agreement_event_once unique (agreement_id, version),
        constraint agreement_event_action_valid
          check (action in ('REQUEST', 'GRANT', 'REFUSE', 'SUSPEND', 'RESUME', 'END')),
        constraint agreement_event_state_valid check (state in (${STATES}))
      )`);
    // Numbers of rows are given before commit and seen after it, so that the largest one tells nothing; this one is
    // counted up under a lock that is held until commit.
    await db.query(`
      create table agreement_version (
        one boolean not null default true constraint agreement_version_pkey primary key,
        version bigint not null,
        constraint agreement_version_is_one check (one)
      )`);
    await db.query('insert into agreement_version (version) values (1)');
    await db.query(`
      create function agreement_changed() returns trigger language plpgsql as $$
      begin
        update agreement_version set version = version + 1;
        return null;
      end $$`);
    await db.query(`
      create trigger agreement_changed after insert or update or delete or truncate on agreement
      for each statement execute function agreement_changed()`);
    await db.query(`
      create function agreement_event_keep() returns trigger language plpgsql as $$
      begin
        raise exception 'what became of an agreement is only ever added to' using errcode = 'insufficient_privilege';
      end $$`);
    await db.query(`
      create trigger agreement_event_keep before update or delete or truncate on agreement_event
      for each statement execute function agreement_event_keep()`);
    await db.query(`
      create table task (
        id bigint generated always as identity constraint task_pkey primary key,
        kind text not null,
        document_number text not null,
        title text not null,
        people text[] not null,
        units text[],
        valid_from date not null,
        valid_to date,
        state text not null default 'ACTIVE',
        registered_by text not null,
        registered_at timestamptz(3) not null default now(),
        version integer not null default 1,
        constraint task_kind_valid check (kind in (${PURPOSE_KINDS})),
        constraint task_people_some check (cardinality(people) > 0),
        constraint task_units_some check (cardinality(units) > 0),
        constraint task_period_forward check (valid_to > valid_from),
        constraint task_state_valid check (state in ('ACTIVE', 'ENDED')),
        constraint task_version_positive check (version > 0)
      )`);
    await db.query(leaveOnly('agreement', 'select, insert, update'));
    await db.query(leaveOnly('agreement_event', 'select, insert'));
    await db.query(leaveOnly('agreement_version', 'select, update'));
    await db.query(leaveOnly('task', 'select, insert, update'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table task, agreement_version, agreement_event, agreement');
    await db.query('drop function agreement_changed, agreement_event_keep');
  }
}

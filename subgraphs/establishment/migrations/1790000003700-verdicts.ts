import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACTIONS = [
  'APPEARED',
  'REAPPEARED',
  'DECIDED',
  'FACTS_CHANGED',
  'CHANGED',
  'WITHDRAWN',
  'GONE',
  'UNDECIDED',
  'CONFIRMED',
  'REFUTED',
];

/** `not valid` leaves what is there already as it is. */
const admitActions = (actions: readonly string[], valid = ''): string => `
  alter table finding_event drop constraint finding_event_action_valid,
    add constraint finding_event_action_valid check (action in (${actions.map((one) => `'${one}'`).join(', ')})) ${valid}`;

/** What the ledger said in English alone, and the same in Chinese. */
const SAID = `
  values ('^superseded by version ([0-9]+)$', '已由规则第 \\1 版取代'),
    ('^facts no longer show it$', '事实不再支持'),
    ('^decided: found under its periods$', '已判定：按期间分别发现'),
    ('^decided: nothing found$', '已判定：未发现问题')`;

const precisionOf = (judged: string): string => `
  create or replace view rule_precision as
  select rule_id, count(*) filter (where state = 'CONFIRMED')::int as confirmed,
    count(*) filter (where state = 'REFUTED')::int as refuted,
    round(count(*) filter (where state = 'CONFIRMED')::numeric / count(*), 4) as ratio
  from ${judged} group by rule_id`;

/** Each verdict once, whichever versions took it over; and of verdicts on the same facts the latest. */
const LATEST = `(
  select distinct on (rule_id, subject, period, digest) rule_id, state from (
    select distinct on (rule_id, subject, period, verdict_at, verdict_by) * from finding
    where state in ('CONFIRMED', 'REFUTED')
    order by rule_id, subject, period, verdict_at, verdict_by, rule_version desc
  ) as verdict order by rule_id, subject, period, digest, verdict_at desc
) as judged`;
const EVERY = `finding where state in ('CONFIRMED', 'REFUTED')`;

/** Verdicts are taken over by other versions of a rule, and count once; why something became of a finding stands in Chinese, too. */
export class Verdicts1790000003700 implements MigrationInterface {
  readonly name = 'Verdicts1790000003700';

  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table finding_event add column reason_zh text');
    await db.query('alter table finding_event disable trigger finding_event_added_only');
    await db.query(`
      update finding_event set reason_zh = regexp_replace(reason, said.en, said.zh)
      from (${SAID}) as said (en, zh) where action in ('WITHDRAWN', 'GONE') and reason ~ said.en`);
    await db.query('alter table finding_event enable trigger finding_event_added_only');
    await db.query(admitActions([...ACTIONS, 'TAKEN_OVER']));
    await db.query(precisionOf(LATEST));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(precisionOf(EVERY));
    await db.query(admitActions(ACTIONS, 'not valid'));
    await db.query('alter table finding_event drop column reason_zh');
  }
}

import { equals, type Filter } from '../../kit/database/filter.ts';
import { groupByKey, type Keyed } from '../../kit/database/group.ts';
import type { LoaderDefinition } from '../../kit/database/load.ts';
import { manyByKey, oneByKey } from '../../kit/database/loaders.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import { selectList } from '../../kit/database/columns.ts';
import { statement, type Reader } from '../../kit/database/reader.ts';
import type { FindingSeverity, FindingState, FindingSubjectKind } from '../generated.ts';
import type { Demotion } from './domain.ts';
import { Finding, FindingEvent, Rule, RuleRun, RuleVersion } from './entities.ts';

/** Verdicts on the findings of a rule, counted in SQL. */
export interface Precision {
  readonly confirmed: number;
  readonly refuted: number;
  readonly ratio: string | null;
}

/** How far a run is, counted in SQL over its shards. */
export interface Progress {
  readonly shards: number;
  readonly shardsDone: number;
  readonly subjectsDone: number;
  readonly subjectsTotal: number | null;
  readonly hits: number;
  readonly unknown: number;
  readonly requests: number;
  readonly milliseconds: number;
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  readonly waitingFor: readonly string[];
  readonly errors: readonly string[];
}

/** Rows of each key by a statement that names the key `__key`. */
const byKey = <Row extends object>(text: string): LoaderDefinition<object, Row[]> => ({
  batch: async (db, keys) => {
    const groups = groupByKey(await db.rows<Row & Keyed>(statement(text), [keys]));
    return keys.map((key) => groups.get(key) ?? []);
  },
});

/** The one row of each key. */
const oneOf = <Row extends object, None>(text: string, none: None): LoaderDefinition<object, Row | None> => {
  const { batch } = byKey<Row>(text);
  return {
    batch: async (db, keys, args, asked) => (await batch(db, keys, args, asked)).map(([row]) => row ?? none),
  };
};

/** Runs of everybody that are looked through for those of a rule: more than the rules that somebody runs by themselves. */
const EARLIER_RUNS = 50;

/**
 * Subjects of a run: those of one that is done; of one under way as many as its rules had when they were run over
 * everybody last, where all of them were, and never fewer than are done.
 */
const SUBJECTS_TOTAL = `
  case when run.state = 'DONE' then sum(subjects_done)
    when run.finished_at is null and run.institution_code is null and bool_and(shard.subjects is null) then (
      select case when count(*) = count(last.subjects) then greatest(sum(last.subjects), sum(own.done)) end
      from (select rule_id, sum(subjects_done) as done from run_shard where run_id = run.id group by rule_id) as own
      left join lateral (
        select sum(earlier.subjects_done) as subjects
        from (
          select id from rule_run
          where state = 'DONE' and institution_code is null and reason in ('SCHEDULED', 'DEMAND')
          order by id desc limit ${EARLIER_RUNS}
        ) as ended
        join run_shard as earlier on earlier.run_id = ended.id and earlier.rule_id = own.rule_id
        group by ended.id having bool_and(earlier.subjects is null) order by ended.id desc limit 1
      ) as last on true
    ) end`;

const PROGRESS = `
  select run.id as "__key", count(*)::int as shards, count(*) filter (where shard.state = 'DONE')::int as "shardsDone",
    sum(subjects_done)::int as "subjectsDone", (${SUBJECTS_TOTAL})::int as "subjectsTotal",
    sum(hits)::int as hits, sum(unknown)::int as unknown,
    sum(requests)::int as requests, sum(milliseconds)::float8 as milliseconds,
    round(sum(subjects_done) / nullif(extract(epoch from coalesce(run.finished_at, now()) - run.started_at), 0), 1)::float8
      as rate,
    case when run.finished_at is not null then 0
      else ceil(extract(epoch from now() - run.started_at) * count(*) filter (where shard.state <> 'DONE')
        / nullif(count(*) filter (where shard.state = 'DONE'), 0))::float8 end as "secondsLeft",
    array(
      select distinct owner from run_shard as waiting, unnest(waiting.waiting_for) as owner
      where waiting.run_id = run.id and waiting.state = 'WAITING' order by owner
    ) as "waitingFor",
    array(
      select distinct failed.error from run_shard as failed
      where failed.run_id = run.id and failed.state = 'FAILED' order by failed.error
    ) as errors
  from rule_run as run join run_shard as shard on shard.run_id = run.id
  where run.id = any($1::bigint[]) group by run.id`;

/** How many subjects runs name; null for those that are about all of at least one rule. */
const NAMED_SUBJECTS = `
  select run.id as "__key", case when not exists (select from run_shard where run_id = run.id and subjects is null)
    then (select count(distinct subject)::int from run_shard, unnest(subjects) as subject where run_id = run.id)
    end as count
  from rule_run as run where run.id = any($1::bigint[])`;

const RUN_RULES = `
  select run.run_id as "__key", ${selectList(RuleVersion)}
  from (select distinct run_id, rule_id as id, rule_version as number from run_shard where run_id = any($1::bigint[])) as run
  join rule_version on rule_id = run.id and version = run.number
  order by rule_id, version`;

/** Findings as they are shown: those of a version of whose findings too few hold are AMBER. */
const shownSeverity: Filter<FindingSeverity> = {
  sql: (place) =>
    `(case when severity = 'RED' and (rule_id, rule_version) in (select rule_id, rule_version from demoted_rule_version)` +
    ` then 'AMBER' else severity end) = ${place}::text`,
};

const filters = {
  ruleId: equals(Finding, 'ruleId'),
  state: equals<Finding, FindingState>(Finding, 'state'),
  present: equals<Finding, boolean>(Finding, 'present'),
};
/** Findings that an owner did not answer for. */
const undecidedBy: Filter<string> = { sql: (place) => `unknown_owners @> array[${place}::text]` };
const newest = { order: ['id'], descending: true } as const;

export const oversightLoaders = {
  rule: oneByKey(Rule, { key: 'id' }),
  ruleVersions: manyByKey(RuleVersion, { key: 'ruleId', order: ['version'] }),
  rulePrecision: oneOf<Precision, Precision>(
    'select rule_id as "__key", confirmed, refuted, ratio from rule_precision where rule_id = any($1)',
    { confirmed: 0, refuted: 0, ratio: null },
  ),
  demotions: byKey<Demotion>(
    'select rule_id as "__key", rule_version as version, floor, confirmed, refuted, ratio from demoted_rule_version where rule_id = any($1)',
  ),
  finding: oneByKey(Finding, { key: 'id' }),
  findingEvents: manyByKey(FindingEvent, { key: 'findingId', order: ['id'] }),
  findingsOfSubject: manyByKey(Finding, {
    key: 'subject',
    filters: { ...filters, subjectKind: equals<Finding, FindingSubjectKind>(Finding, 'subjectKind') },
    order: ['id'],
  }),
  findingsOfInstitution: pageByKey(Finding, {
    key: 'institutionCode',
    filters: { ...filters, severity: shownSeverity },
    ...newest,
  }),
  ruleRun: oneByKey(RuleRun, { key: 'id' }),
  runProgress: oneOf<Progress, null>(PROGRESS, null),
  runSubjects: oneOf<{ readonly count: number | null }, null>(NAMED_SUBJECTS, null),
  runRules: byKey<RuleVersion>(RUN_RULES),
};

/** Pages of all findings. */
export const findingPage = pageOfAll(Finding, {
  filters: {
    ...filters,
    severity: shownSeverity,
    subject: equals(Finding, 'subject'),
    institutionCode: equals<Finding, string>(Finding, 'institutionCode'),
    undecidedBy,
  },
  ...newest,
});

/** Pages of all runs. */
export const runPage = pageOfAll(RuleRun, { filters: {}, ...newest });

/** All rules, by id. */
export const allRules = (db: Reader): Promise<Rule[]> =>
  db.rows<Rule>(statement(`select ${selectList(Rule)} from rule order by id`), []);

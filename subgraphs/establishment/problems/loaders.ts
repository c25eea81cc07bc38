import { equals } from '../../kit/database/filter.ts';
import { groupByKey, type Keyed } from '../../kit/database/group.ts';
import type { LoaderDefinition } from '../../kit/database/load.ts';
import { manyByKey, oneByKey } from '../../kit/database/loaders.ts';
import { pageOfAll } from '../../kit/database/pages.ts';
import { statement } from '../../kit/database/reader.ts';
import type { ProblemState } from '../generated.ts';
import { Problem } from './entities.ts';

const state = equals<Problem, ProblemState>(Problem, 'state');

/** The finding of the rule about the subject that is present by facts of a day after the closing, up to a day. */
const RECURRED = `
  select problem.id as "__key", max(finding.as_of) as day
  from problem join finding on finding.rule_id = problem.rule_id and finding.subject = problem.subject
  where problem.id = any($1::bigint[]) and present and finding.as_of > closed_on and finding.as_of <= $2
  group by problem.id`;

/** The last day on whose facts a closed problem was found again; null where it was not. */
const recurredOn: LoaderDefinition<{ readonly asOf: string }, string | null> = {
  batch: async (db, keys, { asOf }) => {
    const rows = groupByKey(await db.rows<{ day: string } & Keyed>(statement(RECURRED), [keys, asOf]));
    return keys.map((key) => rows.get(key)?.[0]?.day ?? null);
  },
};

export const problemLoaders = {
  problem: oneByKey(Problem, { key: 'id' }),
  problems: manyByKey(Problem, { key: 'institutionCode', filters: { state }, order: ['id'] }),
  recurredOn,
};

/** Pages of all problems, the newest first. */
export const problemPage = pageOfAll(Problem, {
  filters: {
    state,
    ruleId: equals(Problem, 'ruleId'),
    institutionCode: equals(Problem, 'institutionCode'),
  },
  order: ['id'],
  descending: true,
});

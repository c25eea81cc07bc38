import { atMost } from '../../kit/database/filter.ts';
import { groupByKey, type Keyed } from '../../kit/database/group.ts';
import type { LoaderDefinition } from '../../kit/database/load.ts';
import { manyByKey } from '../../kit/database/loaders.ts';
import { statement } from '../../kit/database/reader.ts';
import { StaffingPlan } from './entities.ts';

/** Entries under a plan, counted in SQL. */
interface PlanUse {
  readonly used: number;
  /** Those on a day on which the plan did not hold. */
  readonly outside: number;
}

const USE = `
  select number as "__key", count(*)::int as used,
    (count(*) filter (where effective_on < valid_from or effective_on >= valid_to))::int as outside
  from movement join staffing_plan on plan_number = number
  where number = any($1) and direction = 'ENTRY' and effective_on <= $2 group by number`;

const planUse: LoaderDefinition<{ readonly asOf: string }, PlanUse> = {
  batch: async (db, keys, { asOf }) => {
    const rows = groupByKey(await db.rows<PlanUse & Keyed>(statement(USE), [keys, asOf]));
    return keys.map((key) => rows.get(key)?.[0] ?? { used: 0, outside: 0 });
  },
};

export const planLoaders = {
  staffingPlans: manyByKey(StaffingPlan, {
    key: 'institutionCode',
    filters: { asOf: atMost(StaffingPlan, 'validFrom') },
    order: ['validFrom', 'id'],
  }),
  planUse,
};

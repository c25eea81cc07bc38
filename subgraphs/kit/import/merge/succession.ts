import type { ClientBase } from 'pg';
import { equal, list, STAGING } from './sql.ts';
import type { Target } from './target.ts';

/** Ends each staged period where the next one of the file or the register begins, in whatever order they come. */
export const endStagedPeriods = async (client: ClientBase, target: Target): Promise<void> => {
  if (target.table.succession === undefined) return;
  const group = target.columnsOf(target.table.succession);
  const [from, to] = [target.columnOf('validFrom'), target.columnOf('validTo')];
  await client.query(`
    with start as (
      select ${list(group)}, ${from} from ${STAGING}
      union
      select ${list(group)}, ${from} from ${target.name} where (${list(group)}) in (select ${list(group)} from ${STAGING})
    ), period as (
      select ${list(group)}, ${from}, lead(${from}) over (partition by ${list(group)} order by ${from}) as next_from from start
    )
    update ${STAGING} staged set ${to} = period.next_from from period
    where ${equal([...group, from], 'staged', 'period')} and period.next_from < coalesce(staged.${to}, 'infinity')`);
};

/** SQL that ends each registered period where one of the new rows begins, and returns the rows that it ended. */
export const endRegisteredPeriods = (
  target: Target,
  returning: string,
  rows = STAGING,
): string | undefined => {
  if (target.table.succession === undefined) return undefined;
  const group = target.columnsOf(target.table.succession);
  const key = target.columnsOf(target.table.key);
  const [from, to] = [target.columnOf('validFrom'), target.columnOf('validTo')];
  return `update ${target.name} ended set ${to} = later.next_from, registered_at = now()
    from (
      select ${list(key, 'before')}, min(staged.${from}) as next_from
      from ${target.name} before join ${rows} staged on ${equal(group, 'before', 'staged')}
        and staged.${from} > before.${from} and staged.${from} < coalesce(before.${to}, 'infinity')
      group by ${list(key, 'before')}
    ) later
    where ${equal(key, 'ended', 'later')} returning ${returning}`;
};

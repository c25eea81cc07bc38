import type { ClientBase } from 'pg';
import type { MappedTable } from './map/cells.ts';
import { noteFaults, removeFaulty } from './merge/faults.ts';
import { settleRepeats } from './merge/repeats.ts';
import { STAGING } from './merge/sql.ts';
import { endStagedPeriods } from './merge/succession.ts';
import type { Target } from './merge/target.ts';
import type { MergeColumns } from './merge/upsert.ts';
import type { Run } from './run.ts';
import type { ImportVerification } from './table.ts';

/** Which columns of a mapped file may do what in the merge. */
export const mergeColumns = ({ columns }: MappedTable): MergeColumns => {
  const pick = (wanted: (column: MappedTable['columns'][number]) => boolean): string[] =>
    columns.filter(wanted).map(({ column }) => column.property);
  return {
    said: pick(({ column, defaulted }) => !defaulted && column.type !== 'identityNumber'),
    defaulted: pick(({ column, defaulted }) => defaulted && column.fromIdentityNumber === undefined),
    filledIn: pick(
      ({ column, defaulted }) =>
        column.type === 'identityNumber' || (defaulted && column.fromIdentityNumber !== undefined),
    ),
  };
};

/** The rules are tried together first: nearly always all rows keep all of them. */
const noteBrokenRules = async (client: ClientBase, { rules }: Target): Promise<void> => {
  const broken = rules.map(({ expression }) => `not (${expression})`).join(' or ');
  if (broken === '') return;
  const { rowCount } = await client.query(`select from ${STAGING} where ${broken} limit 1`);
  if (rowCount === 0) return;
  for (const { name, expression, property } of rules)
    await noteFaults(client, `select row_number, null as value from ${STAGING} where not (${expression})`, {
      code: 'ROW_BREAKS_RULE',
      property,
      details: { rule: name },
    });
};

/** Looks for what is odd in the rows that are left. */
const noteWarning = async (
  { options, warnings }: Run,
  { code, property, sql }: ImportVerification,
): Promise<void> => {
  const { rows } = await options.client.query<{ row_number: number; value: string | null }>(
    `select found.row_number, found.value::text from (${sql(STAGING)}) found order by found.row_number`,
  );
  for (const { row_number: row, value } of rows) warnings.add({ code, property, details: { value } }, row);
};

/**
 * Judges the staged rows among each other and against the register: repeated keys, the table's own rules, its
 * verifications. Faulty rows leave the staging table. The number of rows that became part of another.
 */
export const judgeStaged = async (run: Run): Promise<number> => {
  const { target, mapped, names } = run;
  const { client } = run.options;
  const { said } = mergeColumns(mapped);
  const summed = mapped.columns.flatMap(({ column, mapping: own }) =>
    own?.aggregate === 'sum' ? [column.property] : [],
  );
  await client.query(`analyze ${STAGING}`);
  await noteBrokenRules(client, target);
  await removeFaulty(client);
  const compared = said.filter((property) => !summed.includes(property));
  const keyColumns = run.mapping.person !== undefined;
  const combined = await settleRepeats(client, { target, names, compared, summed, keyColumns });
  await endStagedPeriods(client, target);
  const verifications = target.table.verifications ?? [];
  for (const { code, property, sql } of verifications.filter(({ warning }) => !warning))
    await noteFaults(client, sql(STAGING), { code, property });
  await removeFaulty(client);
  for (const verification of verifications.filter(({ warning }) => warning))
    await noteWarning(run, verification);
  return combined;
};

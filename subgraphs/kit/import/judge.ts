import type { ClientBase } from 'pg';
import type { MappedTable } from './map/cells.ts';
import type { Mapping } from './map/mapping.ts';
import { noteFaults, removeFaulty } from './merge/faults.ts';
import { settleRepeats } from './merge/repeats.ts';
import { STAGING } from './merge/sql.ts';
import { endStagedPeriods } from './merge/succession.ts';
import type { Target } from './merge/target.ts';
import type { MergeColumns } from './merge/upsert.ts';

/** Which columns of a mapped file may do what in the merge. */
export const mergeColumns = ({ columns }: MappedTable): MergeColumns => {
  const pick = (wanted: (column: MappedTable['columns'][number]) => boolean): string[] =>
    columns.filter(wanted).map(({ column }) => column.property);
  return {
    said: pick(({ column, defaulted }) => !defaulted && column.type !== 'identityNumber'),
    defaulted: pick(({ defaulted }) => defaulted),
    encrypted: pick(({ column }) => column.type === 'identityNumber'),
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

/**
 * Judges the staged rows among each other and against the register: repeated keys, the table's own rules, its
 * verifications. Faulty rows leave the staging table. The number of rows that became part of another.
 */
export const judgeStaged = async (
  client: ClientBase,
  target: Target,
  mapped: MappedTable,
  mapping: Mapping,
): Promise<number> => {
  const { said } = mergeColumns(mapped);
  const summed = mapped.columns.flatMap(({ column, mapping: own }) =>
    own?.aggregate === 'sum' ? [column.property] : [],
  );
  await client.query(`analyze ${STAGING}`);
  await noteBrokenRules(client, target);
  await removeFaulty(client);
  const compared = said.filter((property) => !summed.includes(property));
  const keyColumns = mapping.person !== undefined;
  const combined = await settleRepeats(client, { target, compared, summed, keyColumns });
  await endStagedPeriods(client, target);
  for (const { code, property, sql } of target.table.verifications ?? [])
    await noteFaults(client, sql(STAGING), { code, property });
  await removeFaulty(client);
  return combined;
};

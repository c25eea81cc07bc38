import type { ClientBase } from 'pg';
import { noteFaults } from './faults.ts';
import { equal, list, row, STAGING } from './sql.ts';
import type { Target } from './target.ts';

/** How rows of the same key are to be taken. */
export interface RepeatOptions {
  readonly target: Target;
  /** Names of the columns by property. */
  readonly names: Readonly<Record<string, string>>;
  /** Properties that rows of the same key must agree in. */
  readonly compared: readonly string[];
  /** Properties that are added up over rows of the same key. */
  readonly summed: readonly string[];
  /** Key columns stand for people: rows of the same person may be of two namesakes. */
  readonly keyColumns: boolean;
}

const REPEATED = 'import_repeated';

const noteAmbiguous = async (client: ClientBase, { target, keyColumns }: RepeatOptions): Promise<void> => {
  const person = target.table.columns.find(({ type }) => type === 'person');
  if (!keyColumns || person === undefined) return;
  const key = target.columnsOf(target.table.key);
  const personal = target.columnsOf(target.table.personal ?? []);
  const pid = target.columnOf(person.property);
  const ambiguous = [
    ...(target.table.key.includes(person.property)
      ? [
          `select row_number from ${STAGING} staged join ${REPEATED} repeated on ${equal(key, 'staged', 'repeated')}`,
        ]
      : []),
    ...(personal.length > 0
      ? [
          `select row_number from ${STAGING} where ${pid} in (
           select ${pid} from ${STAGING} group by ${pid} having count(distinct ${row(personal)}) > 1)`,
        ]
      : []),
  ];
  if (ambiguous.length > 0)
    await noteFaults(
      client,
      `select row_number, null as value from (${ambiguous.join(' union ')}) ambiguous`,
      { code: 'PERSON_AMBIGUOUS', property: person.property },
    );
};

const noteDiffering = (client: ClientBase, { target, names, compared }: RepeatOptions): Promise<void> => {
  const key = target.columnsOf(target.table.key);
  const different = `select ${list(key, 'staged')} from ${STAGING} staged
    join ${REPEATED} repeated on ${equal(key, 'staged', 'repeated')}
    group by ${list(key, 'staged')} having count(distinct ${row(target.columnsOf(compared), 'staged')}) > 1`;
  return noteFaults(
    client,
    `select staged.row_number, null as value from ${STAGING} staged
     join (${different}) different on ${equal(key, 'staged', 'different')}`,
    {
      code: 'ROW_REPEATED',
      details: { key: target.table.key.map((property) => names[property] ?? property).join(', ') },
    },
  );
};

const foldTogether = async (client: ClientBase, { target, summed }: RepeatOptions): Promise<number> => {
  const key = target.columnsOf(target.table.key);
  const sums = target.columnsOf(summed);
  if (sums.length > 0)
    await client.query(`update ${STAGING} staged set ${sums.map((column) => `${column} = total.${column}`).join(', ')}
      from (select ${list(key)}, ${sums.map((column) => `sum(${column}) as ${column}`).join(', ')}
            from ${STAGING} group by ${list(key)}) total
      where ${equal(key, 'staged', 'total')}`);
  const { rowCount } = await client.query(`delete from ${STAGING} staged using ${REPEATED} repeated
    where ${equal(key, 'staged', 'repeated')} and staged.row_number > repeated.first_row`);
  return rowCount ?? 0;
};

/**
 * Deals with rows of the same key: namesakes and contradicting rows are noted as faults, equal ones become one row.
 * The number of rows that became part of another.
 */
export const settleRepeats = async (client: ClientBase, options: RepeatOptions): Promise<number> => {
  const key = options.target.columnsOf(options.target.table.key);
  const { rowCount } = await client.query(`create temp table ${REPEATED} on commit drop as
    select ${list(key)}, min(row_number) as first_row from ${STAGING} group by ${list(key)} having count(*) > 1`);
  await noteAmbiguous(client, options);
  if ((rowCount ?? 0) === 0) return 0;
  if (!options.keyColumns || options.summed.length > 0) await noteDiffering(client, options);
  await client.query(
    `delete from ${STAGING} staged using import_fault fault where fault.row_number = staged.row_number`,
  );
  return foldTogether(client, options);
};

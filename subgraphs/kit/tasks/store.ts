// Tasks in the acting department's database, each change with its row of the change feed.
import type { ClientBase } from 'pg';
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { selectList } from '../database/columns.ts';
import type { Filter } from '../database/filter.ts';
import { pageOfAll } from '../database/pages.ts';
import { statement, type Reader } from '../database/reader.ts';
import { TaskRow } from './entities.ts';
import type { Task } from './task.ts';

const COLUMNS = selectList(TaskRow);

const withPerson: Filter<string> = { sql: (place) => `${place}::text = any(people)` };

/** Pages of tasks, the newest first. */
export const taskPage = pageOfAll(TaskRow, {
  filters: { person: withPerson },
  order: ['id'],
  descending: true,
});

const BY_ID = statement(`select ${COLUMNS} from task where id = $1::bigint`);

/** The task of a number. */
export const taskById = async (db: Reader, id: string): Promise<Task | null> => {
  const [task] = await db.rows<TaskRow>(BY_ID, [id]);
  return task ?? null;
};

const feed = async (db: ClientBase, { id, documentNumber }: Task): Promise<void> => {
  await db.query(`insert into change (fact, subject, document) values ('task', $1, $2)`, [
    id,
    documentNumber,
  ]);
};

/** What is registered about a task. */
export type NewTask = Pick<
  Task,
  'kind' | 'documentNumber' | 'title' | 'people' | 'units' | 'validFrom' | 'validTo' | 'registeredBy'
>;

/** Registers a task. */
export const insertTask = async (db: ClientBase, task: NewTask): Promise<Task> => {
  const { rows } = await db.query<TaskRow>(
    `insert into task (kind, document_number, title, people, units, valid_from, valid_to, registered_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
    [
      task.kind,
      task.documentNumber,
      task.title,
      task.people,
      task.units,
      task.validFrom,
      task.validTo,
      task.registeredBy,
    ],
  );
  const registered = rows[0]!;
  await feed(db, registered);
  return registered;
};

/** A task, and the version of it that somebody has read. */
export interface ReadTask {
  readonly owner: DepartmentName;
  readonly id: string;
  readonly version: number;
}

/** Ends a task, where it is still as it was read. */
export const updateEnded = async (db: ClientBase, { owner, id, version }: ReadTask): Promise<Task> => {
  const { rows } = await db.query<TaskRow>(`select ${COLUMNS} from task where id = $1::bigint for update`, [
    id,
  ]);
  const [task] = rows;
  if (task === undefined) throw new CodedError('TASK_UNKNOWN', { owner });
  if (task.version !== version) throw new CodedError('VERSION_STALE', { version, current: task.version });
  if (task.state === 'ENDED') throw new CodedError('TASK_ENDED');
  const ended = await db.query<TaskRow>(
    `update task set state = 'ENDED', version = version + 1 where id = $1::bigint returning ${COLUMNS}`,
    [id],
  );
  await feed(db, task);
  return ended.rows[0]!;
};

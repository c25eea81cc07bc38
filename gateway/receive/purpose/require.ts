import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { Purpose, Viewer } from '../../../schema/sharing.ts';
import { viewerOfRequest } from '../identity/require.ts';
import { judgeTask, objectionToDepartment, type Objection } from './check.ts';
import { PURPOSE_HEADER, readTaskName, type TaskName } from './header.ts';
import type { Task, TaskSource } from './task.ts';

export interface PurposeOptions {
  readonly tasks: TaskSource;
  /** The day of today, YYYY-MM-DD. */
  readonly today: () => string;
  /** Told why a department could not say what a task is. */
  readonly onUnanswered: (department: DepartmentName, error: unknown) => void;
}

const invalid = (objection: Objection, owner: DepartmentName): CodedError =>
  new CodedError('PURPOSE_INVALID', { reason: objection.reason, reasonZh: objection.reasonZh, owner });

const taskOf = async (
  { department, id }: TaskName,
  { tasks, onUnanswered }: PurposeOptions,
): Promise<Task | undefined> => {
  try {
    return await tasks(department, id);
  } catch (cause) {
    onUnanswered(department, cause);
    throw new CodedError('PURPOSE_UNVERIFIABLE', { owner: department }, { cause });
  }
};

/** The purpose that a viewer names; a coded refusal where it is none of the viewer's. */
const purposeOf = async (header: string, viewer: Viewer, options: PurposeOptions): Promise<Purpose> => {
  const name = readTaskName(header);
  const { department } = name;
  const objection = objectionToDepartment(department, viewer);
  if (objection !== undefined) throw invalid(objection, department);
  const task = judgeTask(await taskOf(name, options), viewer, options.today());
  if ('reason' in task) throw invalid(task, department);
  const { id, kind, documentNumber, units } = task;
  return { id, kind, documentNumber, department, units };
};

const purposes = new WeakMap<ServerResponse, Purpose>();

/** Lets nobody further who names a purpose that is not theirs; without the header there is none. */
export const checkPurpose =
  (options: PurposeOptions): RequestHandler =>
  async ({ headers }, response, next) => {
    const header = headers[PURPOSE_HEADER];
    try {
      if (typeof header === 'string')
        purposes.set(response, await purposeOf(header, viewerOfRequest(response), options));
      next();
    } catch (error) {
      next(error);
    }
  };

/** The purpose of the request that is answered by a response. */
export const purposeOfRequest = (response: ServerResponse): Purpose | null => purposes.get(response) ?? null;

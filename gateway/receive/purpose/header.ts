import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';

/** The header that says what a request is for: `<department>/<task id>`. */
export const PURPOSE_HEADER = 'x-purpose';

/** A task as a client names it. */
export interface TaskName {
  readonly department: DepartmentName;
  readonly id: string;
}

/** Ids are letters, digits and a few marks, so that none needs to be written otherwise in a header. */
const TASK_NAME = /^(?<department>[a-z]+)\/(?<id>[\w.~-]{1,64})$/;

const isDepartment = (name: string): name is DepartmentName =>
  DEPARTMENT_NAMES.some((known) => known === name);

/** Reads the header; PURPOSE_MALFORMED where it names no task. It is never repeated: people put all sorts of things in. */
export const readTaskName = (header: string): TaskName => {
  const { department = '', id = '' } = TASK_NAME.exec(header)?.groups ?? {};
  if (!isDepartment(department))
    throw new CodedError('PURPOSE_MALFORMED', { departments: DEPARTMENT_NAMES.join(', ') });
  return { department, id };
};

import type { DepartmentName } from '../../../schema/departments.ts';
import type { Viewer } from '../../../schema/sharing.ts';
import type { Task } from './task.ts';

/** Why a task is not a viewer's purpose. */
export interface Objection {
  readonly reason: string;
  readonly reasonZh: string;
}

const OTHER_DEPARTMENT: Objection = {
  reason: 'you are not of the department that acts',
  reasonZh: '您不属于承办该任务的部门',
};

/** One answer for both: whoever is not on a task learns nothing about it. */
const NOT_ON_IT: Objection = {
  reason: 'there is no such task, or you are not on it',
  reasonZh: '没有该任务，或您不在其人员名单中',
};

const NOT_YET: Objection = { reason: 'it is not in force yet', reasonZh: '任务尚未生效' };
const NO_LONGER: Objection = { reason: 'it is no longer in force', reasonZh: '任务已过有效期' };
const ENDED: Objection = { reason: 'it has been ended', reasonZh: '任务已终止' };

/** Whether somebody may act for a department at all; asked before the department is. */
export const objectionToDepartment = (department: DepartmentName, viewer: Viewer): Objection | undefined =>
  viewer.department === department ? undefined : OTHER_DEPARTMENT;

/** A task of the viewer's own department, or why it is not the viewer's purpose on a day. */
export const judgeTask = (task: Task | undefined, viewer: Viewer, today: string): Task | Objection => {
  if (task === undefined || !task.people.includes(viewer.subject)) return NOT_ON_IT;
  if (task.state !== 'ACTIVE') return ENDED;
  if (today < task.validFrom) return NOT_YET;
  return task.validTo !== null && task.validTo <= today ? NO_LONGER : task;
};

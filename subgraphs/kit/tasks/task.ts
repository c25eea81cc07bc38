// A task of a department, and whether data of others may be read for it.
import type { DepartmentName } from '../../../schema/departments.ts';
import type { PurposeKind, Viewer } from '../../../schema/sharing.ts';
import { placeInPeriod } from '../sharing/period.ts';

export type TaskState = 'ACTIVE' | 'ENDED';

/** A task as the department that acts has registered it. */
export interface Task {
  readonly id: string;
  readonly kind: PurposeKind;
  /** Number of the document that ordered it, e.g. of a case. */
  readonly documentNumber: string;
  readonly title: string;
  /** Subjects of tokens: persons and systems on it. */
  readonly people: readonly string[];
  /** Codes of the institutions that it is about; null for the whole district. */
  readonly units: readonly string[] | null;
  /** First day on which it holds (YYYY-MM-DD). */
  readonly validFrom: string;
  /** First day on which it no longer holds; null until it is ended. */
  readonly validTo: string | null;
  readonly state: TaskState;
  readonly registeredBy: string;
  readonly registeredAt: Date;
  /** Counts the changes, from 1. */
  readonly version: number;
}

/** Why nothing is read for a task. */
export type Hindrance = 'OTHER_DEPARTMENT' | 'NOT_ON_TASK' | 'NOT_YET_IN_FORCE' | 'EXPIRED' | 'ENDED';

/** Why somebody reads nothing for a task of a department on a day; undefined where it is a purpose. */
export const hindranceOf = (
  { people, state, ...period }: Pick<Task, 'people' | 'state' | 'validFrom' | 'validTo'>,
  department: DepartmentName,
  viewer: Viewer,
  today: string,
): Hindrance | undefined => {
  if (viewer.department !== department) return 'OTHER_DEPARTMENT';
  if (!people.includes(viewer.subject)) return 'NOT_ON_TASK';
  if (state === 'ENDED') return 'ENDED';
  const place = placeInPeriod(period, today);
  if (place === 'IN') return undefined;
  return place === 'BEFORE' ? 'NOT_YET_IN_FORCE' : 'EXPIRED';
};

import type { DepartmentName } from '../../../schema/departments.ts';
import type { PurposeKind } from '../../../schema/sharing.ts';

/** A task as the department that acts has registered it. */
export interface Task {
  readonly id: string;
  readonly kind: PurposeKind;
  /** Number of the document that ordered it. */
  readonly documentNumber: string;
  /** Subjects of those who work on it. */
  readonly people: readonly string[];
  /** Codes of the institutions that it is about; null for the whole district. */
  readonly units: readonly string[] | null;
  /** First day on which it is in force, as YYYY-MM-DD. */
  readonly validFrom: string;
  /** First day on which it no longer is; null where none is set. */
  readonly validTo: string | null;
  /** `ACTIVE`, or why nobody acts on it any more. */
  readonly state: string;
}

/** Finds a task of a department; undefined where there is none of that id. Throws where the department cannot say. */
export type TaskSource = (department: DepartmentName, id: string) => Promise<Task | undefined>;

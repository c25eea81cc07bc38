import type { DepartmentName } from '../../../schema/departments.ts';

/** What somebody does in a department, or for a unit. What a role may see is each owner's to decide. */
export const ROLES = ['investigator', 'clerk', 'director', 'unit-hr'] as const;

export type Role = (typeof ROLES)[number];

/** Who asks: a person, or a system that asks on its own behalf. */
export interface Viewer {
  /** The issuer's lasting name of the person or system (claim `sub`). */
  readonly subject: string;
  readonly kind: 'person' | 'system';
  readonly roles: readonly Role[];
  /** The department that the viewer belongs to; undefined for who belongs to a unit only. */
  readonly department: DepartmentName | undefined;
  /** Codes of the institutions that the viewer speaks for, e.g. as its HR officer. */
  readonly units: readonly string[];
  /** The program that asks: the console, the dashboard, a partner's system. */
  readonly clientId: string;
  /**
   * The class of the viewer: all of the above but the subject, the same whatever the order of the claims. A decision
   * that depends on nothing else may be kept under it; one that depends on the person needs the subject, too.
   */
  readonly key: string;
}

/** A viewer with the key of its class. */
export const viewerOf = (viewer: Omit<Viewer, 'key'>): Viewer => {
  const { kind, department = null, clientId } = viewer;
  const roles = [...new Set(viewer.roles)].sort();
  const units = [...new Set(viewer.units)].sort();
  return { ...viewer, roles, units, key: JSON.stringify([kind, department, roles, units, clientId]) };
};

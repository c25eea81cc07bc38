// Who asks, what for, and what an owner may answer: what the gateway and the departments agree on.
import type { DepartmentName } from './departments.ts';

/**
 * How a field may be shared: with every department, under an agreement, or not at all.
 * Source: 政务数据共享条例 (国务院令第809号, 2025): 无条件共享、有条件共享、不予共享.
 */
export const SHARE_CLASSES = ['OPEN', 'CONDITIONAL', 'WITHHELD'] as const;

export type ShareClass = (typeof SHARE_CLASSES)[number];

/** What somebody does in a department, or for a unit. What a role may see is each owner's to decide. */
export const ROLES = ['investigator', 'clerk', 'director', 'unit-hr'] as const;

export type Role = (typeof ROLES)[number];

/** Fields that show whole what another field masks, such as `Person.identityNumberInFull`. */
const IN_FULL = /InFull$/;

/**
 * True where coordinates of an agreement name the field, or all of its type: `Type.field`, `Type.*`. What is shown in
 * full is named by itself only, so that nobody grants it without saying so.
 */
export const namesCoordinate = (coordinates: readonly string[], coordinate: string): boolean =>
  coordinates.includes(coordinate) ||
  (!IN_FULL.test(coordinate) && coordinates.includes(`${coordinate.slice(0, coordinate.indexOf('.'))}.*`));

/**
 * The system that runs standing rules, by the name that agreements have for it. It is part of the gateway and has no
 * token; a token of this name is refused.
 */
export const OVERSIGHT_CLIENT = 'fournets-oversight';

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

/** What data of another department is read for. */
export const PURPOSE_KINDS = ['INVESTIGATION', 'DOCUMENT', 'INSPECTION', 'STANDING_RULE'] as const;

export type PurposeKind = (typeof PURPOSE_KINDS)[number];

/** A registered task, checked by the gateway: the viewer is on it, and it is in force today. */
export interface Purpose {
  /** The acting department's number of the task. */
  readonly id: string;
  readonly kind: PurposeKind;
  /** Number of the document that ordered it, e.g. of a case. */
  readonly documentNumber: string;
  /** The department that acts. */
  readonly department: DepartmentName;
  /** Codes of the institutions that it is about; null for the whole district. */
  readonly units: readonly string[] | null;
}

/** A fact that an owner supposes while it answers, as if it were registered. */
export interface SupposedFact {
  /** Table of the owner as imports name it, e.g. `payments`. */
  readonly table: string;
  /** The registered row that it changes, as the asker saw it; left out for a new row. */
  readonly amends?: { readonly id: string; readonly version: number } | undefined;
  /** True where a row with its key may be registered already: then that one stands. Else it is refused, FACT_KNOWN. */
  readonly orKnown?: boolean | undefined;
  /** Fields as the command or import of the table takes them. */
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

/** Most facts that an owner supposes for one question. */
export const SUPPOSED_MAX = 16;

/** Whom an owner answers, and what for. */
export interface Asker {
  readonly viewer: Viewer;
  readonly purpose: Purpose | null;
  /** Hash of the client's document, as the access log keeps it. */
  readonly operation: string;
  /** Trace id of the client's request. */
  readonly trace: string;
  /** What this owner is to suppose: for the system that runs standing rules only, and for reading only. */
  readonly supposed?: readonly SupposedFact[] | undefined;
}

/** Why an owner does not serve a field. */
export const REFUSAL_REASONS = [
  'WITHHELD',
  'PURPOSE_MISSING',
  'PURPOSE_NOT_COVERED',
  'AGREEMENT_MISSING',
  'AGREEMENT_NOT_YET_IN_FORCE',
  'AGREEMENT_EXPIRED',
  'AGREEMENT_SUSPENDED',
  'OUT_OF_SCOPE',
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/**
 * Writes what an answer showed, and to whom, into its owner's access log. Rejected with ACCESS_LOG_UNAVAILABLE where that
 * cannot be told to be on the disk. Told how many other answers are under way, it waits a little for their records.
 */
export type Recording = (underWay?: number) => Promise<void>;

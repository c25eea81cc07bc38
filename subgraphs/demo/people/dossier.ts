import type { Day, MonthIndex } from '../base/calendar.ts';
import type {
  Category,
  EntryReason,
  ExitReason,
  Level,
  Measure,
  Rank,
  Role,
  Sex,
} from '../base/vocabulary.ts';
import type { UnitPlan } from '../district/plan.ts';

/** How many people a unit may take in, in one way and within a time. */
export interface StaffingPlan {
  readonly number: string;
  readonly category: Category;
  readonly way: string;
  posts: number;
  from: Day;
  /** First day on which it no longer holds. */
  to: Day;
}

/** How somebody came onto a roster: the approval and the entry in the roster. */
export interface Entry {
  readonly reason: EntryReason;
  approvalNumber?: string | undefined;
  /** The plan that the approval falls under. */
  plan?: StaffingPlan | undefined;
  approvedOn?: Day | undefined;
  expiresOn?: Day | undefined;
  readonly noticeNumber: string;
  registeredOn?: Day | undefined;
}

/** How somebody left a roster. */
export interface Exit {
  readonly reason: ExitReason;
  readonly on: Day;
  registeredOn?: Day | undefined;
}

/** Somebody's time at one unit. The ends are kept apart by department so that a case can pull them apart. */
export interface Stay {
  readonly unit: UnitPlan;
  category: Category;
  readonly from: Day;
  entry: Entry | undefined;
  exit?: Exit | undefined;
  /** First day without a seat, without employment, without pay. */
  seatTo?: Day | undefined;
  employedTo?: Day | undefined;
  paidTo?: Day | undefined;
  /** Departments that know of the stay. */
  seated: boolean;
  employed: boolean;
  paid: boolean;
  exempt: boolean;
}

/** A post held; the members' post, too. */
export interface Post {
  readonly unit: UnitPlan | undefined;
  /** Code of an institution that is no unit of the plan. */
  readonly unitCode?: string | undefined;
  body: string | undefined;
  title: string;
  level: Level | undefined;
  role: Role;
  concurrent: boolean;
  document?: string | undefined;
  from: Day;
  to?: Day | undefined;
}

export interface RankHolding {
  readonly rank: Rank;
  from: Day;
  to?: Day | undefined;
}

export type PayReason = 'STANDARD' | 'ENTRY' | 'STEP' | 'PROMOTION' | 'SANCTION';

export interface PayGrade {
  readonly grade: string;
  readonly step: number;
  readonly fen: number;
  readonly reason: PayReason;
  from: Day;
  to?: Day | undefined;
}

export interface Decision {
  readonly measure: Measure;
  readonly on: Day;
  readonly influenceEnds: Day | undefined;
  readonly document: string;
}

export interface Loan {
  readonly to: UnitPlan;
  readonly kind: 'LOAN' | 'ATTACHMENT';
  readonly from: Day;
  readonly due: Day;
  readonly returned?: Day | undefined;
}

/** Months without attendance: at home, or at a unit where the person has no business. */
export interface Absence {
  readonly first: MonthIndex;
  readonly last: MonthIndex;
  readonly leave: boolean;
}

/** A payment beside the regular ones. */
export interface ExtraPayment {
  readonly unit: UnitPlan;
  readonly month: MonthIndex;
  readonly kind: 'REGULAR' | 'BONUS' | 'ARREARS';
  readonly fen: number;
}

export interface Enterprise {
  readonly name: string;
  readonly from: Day;
  readonly to?: Day | undefined;
}

export interface OutsidePost {
  readonly organization: string;
  readonly paid: boolean;
  readonly from: Day;
  readonly to?: Day | undefined;
}

/** Somebody outside the quota. */
export interface OffQuota {
  readonly unit: UnitPlan;
  readonly jobClass: string;
  workArea: string;
  readonly contract: 'DISPATCH' | 'DIRECT';
  readonly from: Day;
  to?: Day | undefined;
}

/** What social insurance pays from a month on. */
export interface Pension {
  readonly from: MonthIndex;
  readonly scheme: 'PUBLIC' | 'EMPLOYEE';
  readonly fen: number;
  /** Paid for months of pay, too; else it waits for the last of them. */
  readonly besidePay: boolean;
}

/** What the roster holds about somebody where it differs from the truth. */
export interface RosterSlip {
  readonly born?: Day;
  readonly sex?: Sex | null;
  readonly education?: string | null;
  readonly ethnicity?: null;
  readonly workStarted?: null;
  readonly post?: string | null;
}

/** Everything that the five departments will know of one person. */
export interface Dossier {
  readonly number: string;
  readonly pid: string;
  readonly name: string;
  readonly sex: Sex;
  readonly born: Day;
  readonly ethnicity: string;
  readonly education: string;
  readonly degree: string | undefined;
  readonly political: string;
  readonly workStarted: Day;
  /** Where the person differs from the others in small things: 0 up to 1. */
  readonly trait: number;
  status: string;
  readonly stays: Stay[];
  posts: Post[];
  ranks: RankHolding[];
  grades: PayGrade[];
  readonly decisions: Decision[];
  readonly loans: Loan[];
  readonly absences: Absence[];
  readonly extraPayments: ExtraPayment[];
  readonly enterprises: Enterprise[];
  readonly outsidePosts: OutsidePost[];
  readonly offQuota: OffQuota[];
  retirement?: { readonly kind: string; readonly on: Day } | undefined;
  pension?: Pension | undefined;
  death?: { readonly on: Day; readonly reported: Day } | undefined;
  slip: RosterSlip;
  /** Months in which the person came to work in another unit without being lent. */
  strayed?: { readonly unit: UnitPlan; readonly from: MonthIndex } | undefined;
  /** The rank that the payroll still uses although the pay grade was changed. */
  payFrozenAt?: Day | undefined;
}

/** The stay that a person of one unit has; the first for those who moved. */
export const mainStay = (person: Dossier): Stay => person.stays[0]!;

/** True while a period holds on a day; it ends before `to`. */
export const holds = (day: Day, from: Day, to: Day | undefined): boolean =>
  from <= day && (to === undefined || to > day);

/** The post by which the roster and the organization department know the person on a day. */
export const postOn = (person: Dossier, unit: UnitPlan, day: Day): Post | undefined =>
  person.posts.findLast((post) => post.unit === unit && !post.concurrent && post.from <= day);

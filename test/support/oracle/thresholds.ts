/** Thresholds that the rules leave to the district. */
export const THRESHOLDS = {
  /** R01: share of the posts from which on a hire to come is a warning. */
  nearShare: 0.95,
  /** R06: leaders may be this share of those in post. */
  leaderShare: 0.4,
  /** R08: days to carry out what was decided. */
  implementationDays: 180,
  /** R11: so many months in a row without attendance. */
  absentMonths: 3,
  /** R13, R24: days to stop pay and seat, and to change the roster. */
  graceDays: 30,
  /** R14: months before the statutory age in which a warning is given. */
  retirementWarningMonths: 6,
  /** R16: months to change pay after a sanction. Source: 政务处分法 art. 54. */
  sanctionMonths: 1,
  /** R15: months back of which pay by several institutions is added up. */
  severalPayersMonths: 36,
  /** R17: days before the end of an influence period in which a warning is given. */
  influenceWarningDays: 30,
  /** R18: months on loan. */
  loanMonths: 6,
  /** R18: days before the end of a loan in which a warning is given. */
  loanWarningDays: 30,
  /** R19: share of vacant posts, and for how many months. */
  vacantShare: 0.25,
  vacantMonths: 12,
  /** R20: monthly cost of one off-quota post in fen. */
  offQuotaCostFen: 620_000,
  /** R20: months of agency payments that are looked at. */
  agencyMonths: 36,
  /** R27: months without spending. */
  idleMonths: 12,
  /** R28: days after the deadline in which a report is only warned about. */
  reportGraceDays: 10,
} as const;

import type { DecisionSystem, Measure } from '../generated.ts';

/** What a measure entails by statute. */
interface MeasureRule {
  readonly system: DecisionSystem;
  /** Months during which promotion is barred; null where the relation ends instead. */
  readonly influenceMonths: number | null;
}

const administrative = (influenceMonths: number | null): MeasureRule => ({
  system: 'ADMINISTRATIVE',
  influenceMonths,
});
const party = (influenceMonths: number): MeasureRule => ({ system: 'PARTY', influenceMonths });
const institution = (influenceMonths: number | null): MeasureRule => ({
  system: 'PUBLIC_INSTITUTION',
  influenceMonths,
});

/** The measures with their systems and influence periods. */
export const MEASURES: Readonly<Record<Measure, MeasureRule>> = {
  // Source: 公职人员政务处分法 art. 8 (2020); art. 26 for 开除.
  ADMIN_WARNING: administrative(6),
  ADMIN_DEMERIT: administrative(12),
  ADMIN_MAJOR_DEMERIT: administrative(18),
  ADMIN_DEMOTION: administrative(24),
  ADMIN_REMOVAL: administrative(24),
  ADMIN_DISMISSAL: administrative(null),
  // Source: 中国共产党纪律处分条例 (2023), art. 10 for the warnings.
  PARTY_WARNING: party(12),
  PARTY_SERIOUS_WARNING: party(18),
  PARTY_REMOVAL: party(24),
  // The shortest: one year of probation and the two years after it.
  PARTY_PROBATION: party(36),
  PARTY_EXPULSION: party(60),
  // Source: 事业单位工作人员处分规定 (2023).
  INSTITUTION_WARNING: institution(6),
  INSTITUTION_DEMERIT: institution(12),
  INSTITUTION_POST_LOWERED: institution(24),
  INSTITUTION_DISMISSAL: institution(null),
};

/** Longest influence period, in months, of sanctions outside the Party taken together. Source: 政务处分法 art. 15. */
export const COMBINED_MONTHS_MAX = 48;

/** Months that several sanctions outside the Party bar promotion when they are taken together, at most. */
export const combinedInfluenceMonths = (measures: readonly Measure[]): number =>
  Math.min(
    COMBINED_MONTHS_MAX,
    measures.reduce((months, measure) => months + (MEASURES[measure].influenceMonths ?? 0), 0),
  );

/**
 * Last day of a period of months that starts on a day, both of them counted: the day before the same day of the last
 * month, or the end of that month where it is shorter. Source: 民法典 art. 202.
 */
const lastDayOf = (startsOn: string, months: number): string => {
  const [year = 0, month = 0, day = 0] = startsOn.split('-').map(Number);
  const ends = Math.min(Date.UTC(year, month - 1 + months, day - 1), Date.UTC(year, month + months, 0));
  return new Date(ends).toISOString().slice(0, 10);
};

/**
 * Last day of a sanction's influence period by statute, which starts on the day the decision takes effect; null where
 * the measure has no such period. Source: 政务处分法 art. 8.
 */
export const influenceEndsOn = (measure: Measure, effectiveOn: string): string | null => {
  const { influenceMonths } = MEASURES[measure];
  return influenceMonths === null ? null : lastDayOf(effectiveOn, influenceMonths);
};

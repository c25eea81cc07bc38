/** Values of `schema/` that the generator writes; the migrations and the departments' SDL say what they mean. */
export type InstitutionKind =
  | 'PARTY_ORGAN'
  | 'PEOPLES_CONGRESS'
  | 'ADMINISTRATIVE_ORGAN'
  | 'CONSULTATIVE_CONFERENCE'
  | 'SUPERVISORY_ORGAN'
  | 'COURT'
  | 'PROCURATORATE'
  | 'DEMOCRATIC_PARTY'
  | 'MASS_ORGANIZATION'
  | 'REFERENCED_INSTITUTION'
  | 'WELFARE_CLASS_ONE'
  | 'WELFARE_CLASS_TWO'
  | 'WELFARE_UNCLASSIFIED'
  | 'DISPATCHED_AGENCY'
  | 'SUBORDINATE_INSTITUTION';

export type Grade = 'COUNTY_HEAD' | 'COUNTY_DEPUTY' | 'TOWNSHIP_HEAD' | 'TOWNSHIP_DEPUTY' | 'SECTION_HEAD';

export type Level = 'COUNTY_HEAD' | 'COUNTY_DEPUTY' | 'TOWNSHIP_HEAD' | 'TOWNSHIP_DEPUTY' | 'SECTION';

export type Category =
  | 'ADMINISTRATIVE'
  | 'POLITICAL_LEGAL'
  | 'LAW_ENFORCEMENT'
  | 'CIVIL_SERVICE_REFERENCED'
  | 'PUBLIC_INSTITUTION'
  | 'SUPPORT_WORKER';

export type Funding = 'FULL' | 'PARTIAL' | 'SELF';

export type Role = 'HEAD' | 'DEPUTY' | 'MEMBER';

export type Sex = 'MALE' | 'FEMALE';

export type EntryReason =
  'RECRUITMENT' | 'MILITARY_PLACEMENT' | 'TRANSFER_IN' | 'PUBLIC_INSTITUTION_RECRUITMENT';

export type ExitReason = 'TRANSFER_OUT' | 'RETIREMENT' | 'RESIGNATION' | 'DISMISSAL' | 'EXPULSION' | 'DEATH';

export type Measure =
  | 'ADMIN_WARNING'
  | 'ADMIN_DEMERIT'
  | 'ADMIN_MAJOR_DEMERIT'
  | 'ADMIN_DEMOTION'
  | 'ADMIN_DISMISSAL'
  | 'PARTY_WARNING'
  | 'PARTY_SERIOUS_WARNING'
  | 'INSTITUTION_WARNING'
  | 'INSTITUTION_DEMERIT'
  | 'INSTITUTION_POST_LOWERED'
  | 'INSTITUTION_DISMISSAL';

/** Ranks of civil servants from the lowest up. */
export const RANKS = [
  'CLERK_2',
  'CLERK_1',
  'PRINCIPAL_4',
  'PRINCIPAL_3',
  'PRINCIPAL_2',
  'PRINCIPAL_1',
  'CONSULTANT_4',
  'CONSULTANT_3',
] as const;

export type Rank = (typeof RANKS)[number];

/** Categories whose holders are civil servants, or managed like them, and so have ranks. */
export const hasRank = (category: Category): boolean =>
  category !== 'PUBLIC_INSTITUTION' && category !== 'SUPPORT_WORKER';

/** Kind of employment that goes with a quota category. */
export const employmentKind = (category: Category): string => {
  if (category === 'SUPPORT_WORKER' || category === 'PUBLIC_INSTITUTION') return category;
  return category === 'CIVIL_SERVICE_REFERENCED' ? 'REFERENCED' : 'CIVIL_SERVANT';
};

/** Months a sanction bars promotion. Source: 政务处分法 art. 8, 事业单位工作人员处分规定, 中国共产党纪律处分条例. */
export const INFLUENCE_MONTHS: Readonly<Record<Measure, number>> = {
  ADMIN_WARNING: 6,
  ADMIN_DEMERIT: 12,
  ADMIN_MAJOR_DEMERIT: 18,
  ADMIN_DEMOTION: 24,
  ADMIN_DISMISSAL: 0,
  PARTY_WARNING: 12,
  PARTY_SERIOUS_WARNING: 18,
  INSTITUTION_WARNING: 6,
  INSTITUTION_DEMERIT: 12,
  INSTITUTION_POST_LOWERED: 24,
  INSTITUTION_DISMISSAL: 0,
};

/** Sanctions that lower the pay within a month. Source: 政务处分法 art. 54. */
export const lowersPay = (measure: Measure): boolean =>
  measure === 'ADMIN_DEMOTION' || measure === 'INSTITUTION_POST_LOWERED';

/** Sanctions that bar pay steps as well as promotion: 记过 and above. */
export const barsPaySteps = (measure: Measure): boolean =>
  measure.startsWith('PARTY_') ? false : !measure.endsWith('_WARNING');

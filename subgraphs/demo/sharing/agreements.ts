// Agreements of the demonstration district: what its five departments share with each other, with a system, with units.
import type { DepartmentName } from '../../../schema/departments.ts';
import { OVERSIGHT_CLIENT, type PurposeKind } from '../../../schema/sharing.ts';
import type { Terms } from '../../kit/sharing/agreement.ts';

/** First day of every agreement and task: the day on which 政务数据共享条例 came into force. */
export const SINCE = '2025-08-01';

/** A unit of the district, the one that an officer of the demo speaks for. */
export const DEMO_UNIT = '113307981000657684';

/** An agreement in force. */
export interface DemoAgreement extends Terms {
  readonly owner: DepartmentName;
  readonly documentNumber: string;
  readonly requestedBy: string;
  readonly grantedBy: string;
}

/** Coordinates with blanks between them. */
const fields = (text: string): readonly string[] => text.split(/\s+/);

/** Fields that each owner shares. */
type Shared = Readonly<Partial<Record<DepartmentName, readonly string[]>>>;

/** Who grants for a department, by the names that tokens of the demo have. */
const GRANTING: Readonly<Record<DepartmentName, string>> = {
  establishment: 'director',
  discipline: 'investigator',
  organization: 'organization-clerk',
  hr: 'hr-clerk',
  finance: 'finance-clerk',
};

type Party = Pick<Terms, 'consumerKind' | 'consumerName' | 'purposeKinds' | 'institutions'> & {
  /** Beginning of the document numbers. */
  readonly series: string;
  /** Left out: the owner offers it. */
  readonly requestedBy?: string;
};

/** An agreement with each owner that shares something with a party. */
const agreements = ({ series, requestedBy, ...terms }: Party, shared: Shared): DemoAgreement[] =>
  Object.entries(shared).map(([name, coordinates], index) => {
    const owner = name as DepartmentName;
    return {
      ...terms,
      owner,
      coordinates,
      validFrom: SINCE,
      validTo: null,
      documentNumber: `${series}${index + 1}号`,
      requestedBy: requestedBy ?? GRANTING[owner],
      grantedBy: GRANTING[owner],
    };
  });

const department = (
  consumerName: DepartmentName,
  series: string,
  purposeKinds: readonly PurposeKind[],
): Party => ({
  consumerKind: 'DEPARTMENT',
  consumerName,
  purposeKinds,
  institutions: null,
  series,
  requestedBy: GRANTING[consumerName],
});

/** Discipline inspection reads the facts of the other four when it investigates and inspects. */
const forDiscipline = agreements(
  department('discipline', '纪共享〔2025〕', ['INVESTIGATION', 'INSPECTION']),
  {
    establishment: fields(
      `Query.movements Institution.* Person.* Seat.* Movement.* CategoryCount.* StaffingAhead.* OffQuotaControl.*
      Matter.* MatterStep.* StaffingPlan.* ReportDuty.* Report.*`,
    ),
    organization: fields(
      `Query.appointments Query.loans Institution.* Person.* Post.* LeaderCount.* Appointment.*
      RankHolding.* Loan.*`,
    ),
    hr: fields(
      `Query.person Query.people Query.hires Query.retirements Query.deaths Institution.* Person.*
      Employment.* EmploymentKindCount.* OffQuotaEmployment.*
      Hire.* PayGrade.* PensionPayment.* Retirement.* RetirementDue.* Death.*`,
    ),
    finance: fields(
      `Query.payments Query.budgetHeadcounts Institution.* Person.* Payment.* PayrollTotal.*
      BudgetHeadcount.* AgencyPayment.*`,
    ),
  },
);

/** In a case, and for nothing else, discipline inspection is told whole identity numbers. */
const forCases = agreements(department('discipline', '纪核验〔2025〕', ['INVESTIGATION']), {
  hr: ['Person.identityNumberInFull'],
});

/** The establishment office compares; of sanctions it learns whether there is one, and nothing else. */
const forEstablishment = agreements(
  department('establishment', '编共享〔2025〕', ['DOCUMENT', 'STANDING_RULE']),
  {
    discipline: ['Person.inInfluencePeriod'],
    organization: fields(
      `Query.loans Institution.leaderCounts LeaderCount.* Post.holders Loan.* Person.appointments
      Appointment.*`,
    ),
    hr: fields(
      `Query.retirements Query.deaths Query.hires Institution.* EmploymentKindCount.* Person.name
      Person.sex Person.bornOn Person.status Person.identityNumberMatches Hire.* OffQuotaEmployment.* Retirement.*
      RetirementDue.* Death.*`,
    ),
    finance: fields(
      `Query.budgetHeadcounts Institution.paidHeadcount Institution.payroll PayrollTotal.*
      Institution.budget BudgetHeadcount.* Institution.agencyPayments AgencyPayment.*
      Person.payments Payment.month Payment.kind Payment.gross Payment.institution`,
    ),
  },
);

/** The system that runs the standing rules of the office reads this, and chooses by it; no field more, and nobody of the office does. */
const RULES_SYSTEM: Party = {
  consumerKind: 'CLIENT',
  consumerName: OVERSIGHT_CLIENT,
  purposeKinds: ['STANDING_RULE'],
  institutions: null,
  series: '编规共享〔2025〕',
  requestedBy: 'director',
};

const forStandingRules = agreements(RULES_SYSTEM, {
  discipline: fields(
    `Query.personsOfDiscipline Person.decisions Person.dismissedOn Decision.documentNumber Decision.effectiveOn
    Decision.influenceEndsOn Decision.liftedOn Decision.measure`,
  ),
  organization: fields(
    `Query.institutionsOfOrganization Query.personsOfOrganization Institution.appointments Institution.bodyLeaders
    Institution.loansIn Institution.loansOut Institution.unitLeaders Person.appointments Person.loans Person.outsidePosts Person.ranks Appointment.concurrent
    Appointment.institution Appointment.internalBody Appointment.level Appointment.overRankDocument Appointment.person
    Appointment.role Appointment.title Appointment.validFrom Appointment.validTo BodyLeaderCount.* Loan.dueOn Loan.fromInstitution Loan.kind Loan.person
    Loan.returnedOn Loan.startedOn Loan.toInstitution OutsidePostApproval.organizationName OutsidePostApproval.paid OutsidePostApproval.validFrom OutsidePostApproval.validTo RankHolding.rank
    RankHolding.validFrom RankHolding.validTo UnitLeaderCount.*`,
  ),
  hr: fields(
    `Query.institutionsOfHr Query.personsOfHr Attendance.month Institution.insuredNames Institution.offQuotaByArea
    Institution.offQuotaByMonth Institution.offQuotaCount Institution.staff Person.absentMonths Person.bornOn
    Person.death Person.education Person.employments Person.hires Person.insurance Person.payGrades Person.presentAt
    Person.retirement Person.sex Death.* Employment.institution Employment.kind Employment.person Employment.validFrom Employment.validTo Hire.hiredOn
    Hire.institution Insurance.payerCode Insurance.payerKind Insurance.payerName Insurance.scheme Insurance.validFrom Insurance.validTo
    MonthCount.* PayGrade.monthly PayGrade.step PayGrade.validFrom PayGrade.validTo Retirement.effectiveOn
    Retirement.sourceDocument WorkAreaCount.*`,
  ),
  finance: fields(
    `Query.institutionsOfFinance Query.personsOfFinance AgencyPayment.month Institution.agencyByMonth Institution.budget
    Institution.operatingSpend Institution.payments Payment.kind Payment.month Payment.person Person.payByMonth Person.payers BudgetHeadcount.category BudgetHeadcount.funding
    BudgetHeadcount.institutionName BudgetHeadcount.year MonthAmount.* MonthPay.* OperatingSpend.amount
    OperatingSpend.month`,
  ),
});

/** Rules read pensions, and who paid how much, since later: a district of an older version gets this when it is planted anew, besides what it has. */
const forLaterRules = agreements(
  { ...RULES_SYSTEM, series: '编规共享〔2026〕' },
  {
    hr: ['Person.pensionMonths', 'PensionPayment.month'],
    finance: ['Person.payByInstitution', 'InstitutionPay.*'],
  },
);

/** Before an appointment the organization department asks whether a sanction stands in its way. */
const forOrganization = agreements(department('organization', '组共享〔2025〕', ['DOCUMENT']), {
  discipline: ['Person.inInfluencePeriod'],
});

/** The partner's system is told one figure of one unit. */
const forPartner = agreements(
  {
    consumerKind: 'CLIENT',
    consumerName: 'partner-system',
    purposeKinds: ['STANDING_RULE'],
    institutions: [DEMO_UNIT],
    series: '系共享〔2025〕',
    requestedBy: 'partner-system',
  },
  { finance: ['Institution.paidHeadcount'] },
);

/** Units see who is registered with them. */
const forUnits = agreements(
  {
    consumerKind: 'UNITS',
    consumerName: null,
    purposeKinds: [],
    institutions: null,
    series: '单位共享〔2025〕',
  },
  {
    establishment: fields(
      `Institution.seats Institution.occupied Institution.exempt Institution.occupiedByCategory
      CategoryCount.* Seat.*`,
    ),
    hr: fields(
      `Institution.* EmploymentKindCount.* Employment.* OffQuotaEmployment.* Hire.* Person.name
      Person.sex Person.bornOn Person.status Person.employments`,
    ),
  },
);

/** All agreements of the district. */
export const DEMO_AGREEMENTS: readonly DemoAgreement[] = [
  ...forDiscipline,
  ...forCases,
  ...forEstablishment,
  ...forStandingRules,
  ...forLaterRules,
  ...forOrganization,
  ...forPartner,
  ...forUnits,
];

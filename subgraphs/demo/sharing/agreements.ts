// Agreements of the demonstration district: what its five departments share with each other, with a system, with units.
import { OVERSIGHT_AGREEMENTS } from './oversight.ts';
import { fields } from './rule-reads.ts';
import { agreements, department, type DemoAgreement } from './terms.ts';

/** A unit of the district, the one that an officer of the demo speaks for. */
export const DEMO_UNIT = '113307981000657684';

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

/** The establishment office compares; of a sanction it learns here whether there is one, and nothing else. */
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

/** Before an appointment the organization department asks whether a sanction stands in its way. */
const forOrganization = agreements(department('organization', '组共享〔2025〕', ['DOCUMENT']), {
  discipline: ['Person.inInfluencePeriod'],
});

/** And whether the person still lives. */
const forAppointments = agreements(department('organization', '组核验〔2026〕', ['DOCUMENT']), {
  hr: ['Person.death', 'Death.diedOn', 'Death.sourceDocument'],
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
  ...OVERSIGHT_AGREEMENTS,
  ...forOrganization,
  ...forAppointments,
  ...forPartner,
  ...forUnits,
];

// Agreements of the demonstration district for standing rules: those that run them, write them and compare by them.
import { OVERSIGHT_CLIENT } from '../../../schema/sharing.ts';
import { fields, FOLLOWED, RULE_READS } from './rule-reads.ts';
import { agreements, department, type DemoAgreement, type Party } from './terms.ts';

/** The system that runs the standing rules of the office reads what they read, and looks up whom a change is about; no field more. */
const RULES_SYSTEM: Party = {
  consumerKind: 'CLIENT',
  consumerName: OVERSIGHT_CLIENT,
  purposeKinds: ['STANDING_RULE'],
  institutions: null,
  series: '编规共享〔2025〕',
  requestedBy: 'director',
};

const forStandingRules = agreements(
  RULES_SYSTEM,
  Object.fromEntries(
    (['discipline', 'organization', 'hr', 'finance'] as const).map((owner) => [
      owner,
      [...RULE_READS[owner], ...(FOLLOWED[owner] ?? [])],
    ]),
  ),
);

/** Rules read pensions, and who paid how much, since later: a district of an older version gets this when it is planted anew, besides what it has. */
const forLaterRules = agreements(
  { ...RULES_SYSTEM, series: '编规共享〔2026〕' },
  {
    hr: ['Person.pensionMonths', 'PensionPayment.month'],
    finance: ['Person.payByInstitution', 'InstitutionPay.*'],
  },
);

/** An inspection tries standing rules, and back-tests them: of the other four it reads what they read. */
const forInspectionRules = agreements(department('discipline', '纪规共享〔2026〕', ['INSPECTION']), {
  establishment: RULE_READS.establishment,
  organization: RULE_READS.organization,
  hr: RULE_READS.hr,
  finance: RULE_READS.finance,
});

/** Who left by a dismissal: a seat is to be ended then. Which sanctions there are stays with discipline inspection. */
const DISMISSED = fields('Query.personsOfDiscipline Person.dismissedOn');

/**
 * The establishment office writes standing rules as it oversees establishment, and tries them likewise. Rules that decide by
 * a sanction (R16, R17) are tried where sanctions are known: of those the office is told by findings, case by case.
 */
const forOfficeRules = agreements(department('establishment', '编督共享〔2026〕', ['INSPECTION']), {
  discipline: DISMISSED,
  organization: RULE_READS.organization,
  hr: RULE_READS.hr,
  finance: RULE_READS.finance,
});

/** The office compares the three counts person by person, and explains differences by rules that read this. */
const forComparison = agreements(department('establishment', '编比共享〔2026〕', ['STANDING_RULE']), {
  discipline: DISMISSED,
  organization: fields(
    `Query.personsOfOrganization Person.loans Loan.dueOn Loan.fromInstitution Loan.kind Loan.startedOn Loan.toInstitution`,
  ),
  hr: fields(
    `Query.personsOfHr Person.presentAt Person.employments Employment.institution Employment.person Employment.validFrom
    Employment.validTo Person.death Person.hires Person.pensionMonths PensionPayment.month Person.retirement`,
  ),
  finance: fields(
    `Query.personsOfFinance Institution.payments Payment.person Person.payByMonth MonthPay.gross MonthPay.month
    Person.payByInstitution InstitutionPay.gross InstitutionPay.institution InstitutionPay.month Person.payers`,
  ),
});

/** All that is shared for standing rules. */
export const OVERSIGHT_AGREEMENTS: readonly DemoAgreement[] = [
  ...forStandingRules,
  ...forLaterRules,
  ...forInspectionRules,
  ...forOfficeRules,
  ...forComparison,
];

// What the built-in standing rules read of each department: `test/unit/demo/rule-reads.test.ts` holds it to their documents.
import type { DepartmentName } from '../../../schema/departments.ts';

/** Coordinates with blanks between them. */
export const fields = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * Fields that rules read, those that populations are chosen by, and those that arguments choose by: no field more. Whoever
 * is shown all of them may try every rule on anybody.
 */
export const RULE_READS: Readonly<Record<DepartmentName, readonly string[]>> = {
  establishment: fields(
    `Query.institutionsOfEstablishment Query.personsOfEstablishment CategoryStaffing.authorised
      CategoryStaffing.category CategoryStaffing.exempt CategoryStaffing.occupied CategoryStaffing.pending
      Institution.matters Institution.movementCount Institution.occupied Institution.offQuotaControl
      Institution.problems Institution.reportDuties Institution.staffing Institution.staffingByMonth
      Institution.staffingPlans Matter.decidedOn Matter.decidingLevel Matter.kind Matter.proposedOn
      Matter.reference Matter.requiredLevel Matter.steps MatterStep.step MatterStep.takenOn
      MonthStaffing.authorised MonthStaffing.month MonthStaffing.occupied Movement.approvalExpiresOn
      Movement.approvalNumber Movement.approvedOn Movement.authorisedThen Movement.category
      Movement.direction Movement.effectiveOn Movement.institution Movement.occupiedThen
      Movement.registeredOn Movement.seatTaken OffQuotaControl.number OffQuotaControl.validFrom
      OffQuotaControl.validTo Person.movements Person.seats Problem.closedOn Problem.number
      Problem.recurredOn Problem.ruleId Problem.state ReportDuty.dueOn ReportDuty.kind ReportDuty.period
      ReportDuty.receivedOn Seat.bornOn Seat.category Seat.education Seat.institution Seat.missing
      Seat.post Seat.sex Seat.validFrom Seat.validTo StaffingPlan.number StaffingPlan.posts
      StaffingPlan.used StaffingPlan.usedOutside StaffingPlan.validFrom StaffingPlan.validTo`,
  ),
  discipline: fields(
    `Query.personsOfDiscipline Decision.documentNumber Decision.effectiveOn Decision.influenceEndsOn
      Decision.liftedOn Decision.measure Person.decisions Person.dismissedOn`,
  ),
  organization: fields(
    `Query.institutionsOfOrganization Query.personsOfOrganization Appointment.concurrent
      Appointment.institution Appointment.internalBody Appointment.level Appointment.overRankDocument
      Appointment.role Appointment.title Appointment.validFrom Appointment.validTo BodyLeaderCount.holders
      BodyLeaderCount.internalBody BodyLeaderCount.role Institution.appointments Institution.bodyLeaders
      Institution.unitLeaders Loan.dueOn Loan.fromInstitution Loan.kind Loan.returnedOn Loan.startedOn
      Loan.toInstitution OutsidePostApproval.organizationName OutsidePostApproval.paid
      OutsidePostApproval.validFrom OutsidePostApproval.validTo Person.appointments Person.loans
      Person.outsidePosts Person.ranks RankHolding.rank RankHolding.validFrom RankHolding.validTo
      UnitLeaderCount.holders UnitLeaderCount.level UnitLeaderCount.role`,
  ),
  hr: fields(
    `Query.institutionsOfHr Query.personsOfHr Attendance.month Death.diedOn Death.registeredAt
      Death.sourceDocument Employment.institution Employment.kind Employment.validFrom Employment.validTo
      Hire.hiredOn Hire.institution Institution.insuredNames Institution.offQuotaByArea
      Institution.offQuotaByMonth Institution.offQuotaCount Insurance.payerCode Insurance.payerKind
      Insurance.payerName Insurance.scheme Insurance.validFrom Insurance.validTo MonthCount.count
      MonthCount.month PayGrade.monthly PayGrade.step PayGrade.validFrom PayGrade.validTo
      PensionPayment.month Person.absentMonths Person.bornOn Person.death Person.education
      Person.employments Person.hires Person.insurance Person.payGrades Person.pensionMonths
      Person.presentAt Person.retirement Person.sex Retirement.effectiveOn Retirement.sourceDocument
      WorkAreaCount.area WorkAreaCount.count`,
  ),
  finance: fields(
    `Query.institutionsOfFinance Query.personsOfFinance AgencyPayment.month BudgetHeadcount.category
      BudgetHeadcount.funding BudgetHeadcount.institutionName BudgetHeadcount.year Institution.agencyByMonth
      Institution.budget Institution.operatingSpend InstitutionPay.gross InstitutionPay.institution
      InstitutionPay.month MonthAmount.amount MonthAmount.month MonthPay.gross MonthPay.month MonthPay.payers
      OperatingSpend.amount OperatingSpend.month Payment.kind Payment.month Person.payByInstitution
      Person.payByMonth`,
  ),
};

/** What is looked up besides while changes are followed: whom else a changed fact is about. */
export const FOLLOWED: Readonly<Partial<Record<DepartmentName, readonly string[]>>> = {
  organization: fields('Appointment.person Institution.loansIn Institution.loansOut Loan.person'),
  hr: fields('Employment.person Institution.staff'),
  finance: fields('Institution.payments Payment.person'),
};

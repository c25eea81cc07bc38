import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { Fact } from '../../kit/database/fact.ts';
import type { LoanKind } from '../generated.ts';

/** A person of one institution who works for another for a time. Source: 借调函, 挂职文件. */
@Entity('loan')
@Unique('loan_once', ['pid', 'toInstitutionCode', 'startedOn'])
@Check('loan_kind_valid', "kind in ('LOAN', 'ATTACHMENT')")
@Check('loan_returned_after_start', 'returned_on >= started_on')
@Index('loan_from', ['fromInstitutionCode'])
@Index('loan_to', ['toInstitutionCode'])
export class Loan extends Fact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'from_institution_code' }) readonly fromInstitutionCode!: string;
  @Column({ type: 'text', name: 'to_institution_code' }) readonly toInstitutionCode!: string;
  @Column({ type: 'text' }) readonly kind!: LoanKind;
  @Column({ type: 'date', name: 'started_on' }) readonly startedOn!: string;
  @Column({ type: 'date', name: 'due_on', nullable: true }) readonly dueOn!: string | null;
  /** First day back: the loan was open until the day before. */
  @Column({ type: 'date', name: 'returned_on', nullable: true }) readonly returnedOn!: string | null;
}

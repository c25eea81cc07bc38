import { Check, Column, Entity, Unique } from 'typeorm';
import { Fact } from '../../kit/database/fact.ts';
import type { ReportKind } from '../generated.ts';

const KINDS = "('ANNUAL', 'STATISTICS', 'SELF_CHECK', 'PLAN_IMPLEMENTATION', 'RECTIFICATION')";

/** A report that an institution owes. Source: 中国共产党机构编制工作条例 (2019). */
@Entity('report_duty')
@Unique('report_duty_once', ['institutionCode', 'kind', 'period'])
@Check('report_duty_kind_valid', `kind in ${KINDS}`)
export class ReportDuty extends Fact {
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly kind!: ReportKind;
  /** The time that the report is about, e.g. a year. */
  @Column({ type: 'text' }) readonly period!: string;
  @Column({ type: 'date', name: 'due_on' }) readonly dueOn!: string;
}

/** A report that came; one that is sent again is another one. */
@Entity('report')
@Unique('report_once', ['institutionCode', 'kind', 'period', 'receivedOn'])
@Check('report_kind_valid', `kind in ${KINDS}`)
export class Report extends Fact {
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly kind!: ReportKind;
  @Column({ type: 'text' }) readonly period!: string;
  @Column({ type: 'date', name: 'received_on' }) readonly receivedOn!: string;
}

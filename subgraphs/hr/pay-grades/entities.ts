import { Check, Column, Entity, Unique } from 'typeorm';
import type { Fen } from '../../../schema/money.ts';
import { PeriodFact } from '../../kit/database/fact.ts';

/** The pay that is due to a person during a period. Source: 工资变动审批表. */
@Entity('pay_grade')
@Unique('pay_grade_once', ['pid', 'validFrom'])
@Check('pay_grade_period_valid', 'valid_to > valid_from')
@Check('pay_grade_monthly_not_negative', 'monthly_fen >= 0')
export class PayGrade extends PeriodFact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text' }) readonly grade!: string;
  @Column({ type: 'integer' }) readonly step!: number;
  /** Pay due for a month, in fen (1/100 CNY). */
  @Column({ type: 'bigint', name: 'monthly_fen' }) readonly monthly!: Fen;
  @Column({ type: 'text', nullable: true }) readonly reason!: string | null;
}

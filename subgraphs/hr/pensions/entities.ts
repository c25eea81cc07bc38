import { Check, Column, Entity, Unique } from 'typeorm';
import type { Fen } from '../../../schema/money.ts';
import { Fact } from '../../kit/database/fact.ts';
import type { PensionScheme } from '../generated.ts';

/** A pension paid to a person for a month. Source: 社会保险经办机构待遇发放. */
@Entity('pension_payment')
@Unique('pension_payment_once', ['pid', 'month', 'scheme'])
@Check('pension_payment_month_valid', "month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'")
@Check('pension_payment_amount_not_negative', 'amount_fen >= 0')
export class PensionPayment extends Fact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text' }) readonly month!: string;
  @Column({ type: 'text' }) readonly scheme!: PensionScheme;
  /** In fen (1/100 CNY). */
  @Column({ type: 'bigint', name: 'amount_fen' }) readonly amount!: Fen;
}

import { Check, Column, Entity, Index, Unique } from 'typeorm';
import type { Fen } from '../../../schema/money.ts';
import { Fact } from '../../kit/database/fact.ts';
import type { PayBasis, PaymentKind } from '../generated.ts';

/** A payment of an institution to a person for a month. Source: payroll run of the payer. */
@Entity('payment')
@Unique('payment_once', ['pid', 'month', 'institutionCode', 'kind'])
@Check('payment_month_valid', "month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'")
@Check('payment_kind_valid', "kind in ('REGULAR', 'BONUS', 'ARREARS', 'RECOVERY')")
@Check('payment_basis_valid', "basis in ('MONTHLY', 'ANNUAL', 'HOURLY')")
@Index('payment_institution', ['institutionCode', 'month'])
export class Payment extends Fact {
  @Column({ type: 'text' }) readonly pid!: string;
  /** The payer. */
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly month!: string;
  @Column({ type: 'text', default: 'REGULAR' }) readonly kind!: PaymentKind;
  @Column({ type: 'text', default: 'MONTHLY' }) readonly basis!: PayBasis;
  /** ISO 4217. */
  @Column({ type: 'text', default: 'CNY' }) readonly currency!: string;
  /** In 1/100 of the currency; negative where pay is taken back. */
  @Column({ type: 'bigint', name: 'gross_fen' }) readonly gross!: Fen;
}

/** What an institution paid to an agency for dispatched staff of a month. */
@Entity('agency_payment')
@Unique('agency_payment_once', ['institutionCode', 'month', 'agency'])
@Check('agency_payment_month_valid', "month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'")
export class AgencyPayment extends Fact {
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly month!: string;
  @Column({ type: 'text' }) readonly agency!: string;
  @Column({ type: 'integer', nullable: true }) readonly headcount!: number | null;
  /** In fen (1/100 CNY). */
  @Column({ type: 'bigint', name: 'amount_fen' }) readonly amount!: Fen;
}

import { Check, Column, Entity, Unique } from 'typeorm';
import { PeriodFact } from '../../kit/database/fact.ts';
import type { InsurancePayerKind, InsuranceScheme } from '../generated.ts';

/** A period in which a body pays social insurance for a person. */
@Entity('insurance')
@Unique('insurance_once', ['pid', 'scheme', 'payerName', 'validFrom'])
@Check('insurance_period_valid', 'valid_to > valid_from')
@Check('insurance_payer_kind_valid', "payer_kind in ('PUBLIC', 'ENTERPRISE')")
export class Insurance extends PeriodFact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text' }) readonly scheme!: InsuranceScheme;
  @Column({ type: 'text', name: 'payer_name' }) readonly payerName!: string;
  @Column({ type: 'text', name: 'payer_code', nullable: true }) readonly payerCode!: string | null;
  @Column({ type: 'text', name: 'payer_kind' }) readonly payerKind!: InsurancePayerKind;
}

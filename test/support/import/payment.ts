import { Column, Entity } from 'typeorm';
import { Fact } from '../../../subgraphs/kit/database/fact.ts';
import { institutionColumn, personColumn, sourceColumn } from '../../../subgraphs/kit/import/columns.ts';
import { importTable } from '../../../subgraphs/kit/import/table.ts';

/** A payment as the import's tests keep it. */
@Entity('payment')
export class TestPayment extends Fact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly month!: string;
  @Column({ type: 'text' }) readonly kind!: string;
  @Column({ type: 'text' }) readonly basis!: string;
  @Column({ type: 'text' }) readonly currency!: string;
  @Column({ type: 'bigint', name: 'gross_fen' }) readonly gross!: string;
}

/** Payments of people by month. */
export const payments = importTable<TestPayment>({
  name: 'payments',
  en: 'Payroll',
  zh: '工资发放',
  entity: TestPayment,
  key: ['pid', 'month', 'institutionCode', 'kind'],
  subject: 'pid',
  columns: [
    personColumn,
    institutionColumn,
    { property: 'month', en: 'month', zh: '月份', type: 'month', required: true },
    { property: 'kind', en: 'kind', zh: '类别', type: { enum: 'PaymentKind' }, default: 'REGULAR' },
    { property: 'basis', en: 'basis', zh: '计发方式', type: { enum: 'PaymentBasis' }, default: 'MONTHLY' },
    { property: 'currency', en: 'currency', zh: '币种', type: 'text', default: 'CNY' },
    { property: 'gross', en: 'gross', zh: '应发金额', headers: ['应发工资'], type: 'money', required: true },
    sourceColumn,
  ],
});

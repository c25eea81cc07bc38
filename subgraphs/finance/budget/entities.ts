import { Check, Column, Entity, Unique } from 'typeorm';
import type { Fen } from '../../../schema/money.ts';
import { Fact } from '../../kit/database/fact.ts';
import type { Funding, QuotaCategory } from '../generated.ts';

/** How many persons of a category the budget of a year pays for. Source: 部门预算批复. */
@Entity('budget_headcount')
@Unique('budget_headcount_once', ['institutionCode', 'category', 'year'])
@Check('budget_headcount_not_negative', 'headcount >= 0 and amount_fen >= 0')
export class BudgetHeadcount extends Fact {
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  /** Name as the budget has it. */
  @Column({ type: 'text', name: 'institution_name' }) readonly institutionName!: string;
  @Column({ type: 'text' }) readonly category!: QuotaCategory;
  @Column({ type: 'integer' }) readonly year!: number;
  @Column({ type: 'integer' }) readonly headcount!: number;
  @Column({ type: 'text', nullable: true }) readonly funding!: Funding | null;
  /** Personnel spending of the year in fen (1/100 CNY). */
  @Column({ type: 'bigint', name: 'amount_fen' }) readonly amount!: Fen;
}

/** What an institution spent to operate in a month, pay apart. */
@Entity('operating_spend')
@Unique('operating_spend_once', ['institutionCode', 'month'])
@Check('operating_spend_month_valid', "month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'")
export class OperatingSpend extends Fact {
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly month!: string;
  /** In fen (1/100 CNY). */
  @Column({ type: 'bigint', name: 'amount_fen' }) readonly amount!: Fen;
}

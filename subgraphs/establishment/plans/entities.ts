import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { PeriodFact } from '../../kit/database/fact.ts';
import type { EntryWay, QuotaCategory } from '../generated.ts';

/** How many posts an institution may fill, by category and way of entry. Source: 用编进人计划. */
@Entity('staffing_plan')
@Unique('staffing_plan_once', ['number'])
@Check('staffing_plan_period_valid', 'valid_to > valid_from')
@Check('staffing_plan_posts_not_negative', 'posts >= 0')
@Index('staffing_plan_institution', ['institutionCode', 'validFrom'])
export class StaffingPlan extends PeriodFact {
  @Column({ type: 'text' }) readonly number!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly category!: QuotaCategory;
  @Column({ type: 'text' }) readonly way!: EntryWay;
  @Column({ type: 'integer' }) readonly posts!: number;
}

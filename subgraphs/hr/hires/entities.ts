import { Column, Entity, Index, Unique } from 'typeorm';
import { Fact } from '../../kit/database/fact.ts';
import type { EntryWay, QuotaCategory } from '../generated.ts';

/** A person taken into an institution. Source: 录用（聘用）通知. */
@Entity('hire')
@Unique('hire_once', ['pid', 'institutionCode', 'hiredOn'])
@Index('hire_hired', ['hiredOn', 'id'])
@Index('hire_institution', ['institutionCode', 'hiredOn'])
export class Hire extends Fact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly way!: EntryWay;
  @Column({ type: 'text', nullable: true }) readonly category!: QuotaCategory | null;
  @Column({ type: 'text', name: 'approval_number', nullable: true }) readonly approvalNumber!: string | null;
  @Column({ type: 'text', name: 'plan_number', nullable: true }) readonly planNumber!: string | null;
  @Column({ type: 'date', name: 'hired_on' }) readonly hiredOn!: string;
}

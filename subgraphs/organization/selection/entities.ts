import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { Fact } from '../../kit/database/fact.ts';
import type { SelectionResult } from '../generated.ts';

/** A check of how an institution selects and appoints. Source: 选人用人专项检查. */
@Entity('selection_check')
@Unique('selection_check_once', ['institutionCode', 'checkedOn', 'subject'])
@Check('selection_check_result_valid', "result in ('PASSED', 'ISSUE_FOUND')")
@Index('selection_check_pid', ['pid'])
export class SelectionCheck extends Fact {
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text', nullable: true }) readonly pid!: string | null;
  @Column({ type: 'date', name: 'checked_on' }) readonly checkedOn!: string;
  @Column({ type: 'text' }) readonly subject!: string;
  @Column({ type: 'text' }) readonly result!: SelectionResult;
  @Column({ type: 'text', nullable: true }) readonly note!: string | null;
}

/** A training of a person, e.g. at the Party school. */
@Entity('training')
@Unique('training_once', ['pid', 'course', 'startedOn'])
@Check('training_hours_not_negative', 'hours >= 0')
export class Training extends Fact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text' }) readonly course!: string;
  @Column({ type: 'date', name: 'started_on' }) readonly startedOn!: string;
  @Column({ type: 'date', name: 'ended_on', nullable: true }) readonly endedOn!: string | null;
  @Column({ type: 'integer' }) readonly hours!: number;
}

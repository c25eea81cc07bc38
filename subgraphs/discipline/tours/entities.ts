import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { Fact } from '../../kit/database/fact.ts';

/** An inspection tour. Source: 巡察工作计划. */
@Entity('tour')
@Unique('tour_once', ['code'])
@Check('tour_ends_after_start', 'ends_on >= starts_on')
export class Tour extends Fact {
  @Column({ type: 'text' }) readonly code!: string;
  @Column({ type: 'text' }) readonly name!: string;
  @Column({ type: 'integer' }) readonly year!: number;
  @Column({ type: 'date', name: 'starts_on' }) readonly startsOn!: string;
  @Column({ type: 'date', name: 'ends_on' }) readonly endsOn!: string;
}

/** An institution that a tour visits. */
@Entity('tour_unit')
@Unique('tour_unit_once', ['tourCode', 'institutionCode'])
@Index('tour_unit_institution', ['institutionCode'])
export class TourUnit extends Fact {
  @Column({ type: 'text', name: 'tour_code' }) readonly tourCode!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
}

/** Something a tour found at an institution. Source: 巡察反馈意见. */
@Entity('tour_finding')
@Unique('tour_finding_once', ['tourCode', 'institutionCode', 'ordinal'])
@Index('tour_finding_institution', ['institutionCode'])
export class TourFinding extends Fact {
  @Column({ type: 'text', name: 'tour_code' }) readonly tourCode!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'integer' }) readonly ordinal!: number;
  @Column({ type: 'text' }) readonly category!: string;
  @Column({ type: 'text' }) readonly text!: string;
  @Column({ type: 'date', name: 'found_on' }) readonly foundOn!: string;
  @Column({ type: 'date', name: 'due_on', nullable: true }) readonly dueOn!: string | null;
  @Column({ type: 'date', name: 'rectified_on', nullable: true }) readonly rectifiedOn!: string | null;
}

import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { Fact } from '../../kit/database/fact.ts';
import type { DecisionSystem, Measure } from '../generated.ts';

/** An effective decision that sanctions a person. Source: 处分决定书. */
@Entity('decision')
@Unique('decision_once', ['documentNumber', 'pid'])
@Check('decision_system_valid', "system in ('ADMINISTRATIVE', 'PARTY', 'PUBLIC_INSTITUTION')")
@Check('decision_influence_after_effect', 'influence_ends_on >= effective_on')
@Index('decision_effective', ['effectiveOn', 'id'])
@Index('decision_pid', ['pid', 'effectiveOn'])
@Index('decision_institution', ['institutionCode', 'effectiveOn'])
export class Decision extends Fact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly system!: DecisionSystem;
  @Column({ type: 'text' }) readonly measure!: Measure;
  @Column({ type: 'text', name: 'document_number' }) readonly documentNumber!: string;
  @Column({ type: 'date', name: 'effective_on' }) readonly effectiveOn!: string;
  /** Last day of the influence period as the decision states it; null where the statute alone says it. */
  @Column({ type: 'date', name: 'influence_ends_on', nullable: true }) readonly influenceEndsOn!:
    string | null;
  @Column({ type: 'date', name: 'lifted_on', nullable: true }) readonly liftedOn!: string | null;
  @Column({ type: 'text', nullable: true }) readonly ground!: string | null;
}

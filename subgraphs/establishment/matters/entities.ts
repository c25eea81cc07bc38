import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { Fact, PeriodFact } from '../../kit/database/fact.ts';
import type { DecidingLevel, MatterKind, MatterStepKind } from '../generated.ts';

const KINDS = "('INSTITUTION', 'QUOTA', 'LEADER_POSTS', 'STAFFING_PLAN')";
const LEVELS = "('UNIT', 'OFFICE', 'COMMISSION', 'PARTY_COMMITTEE', 'SUPERIOR')";

/** A matter of an institution, its posts, its leaders or its plan of use. Source: 中国共产党机构编制工作条例 (2019). */
@Entity('matter')
@Unique('matter_once', ['reference'])
@Check('matter_kind_valid', `kind in ${KINDS}`)
@Check('matter_deciding_level_valid', `deciding_level in ${LEVELS}`)
@Check('matter_decided_by_some_level', '(deciding_level is null) = (decided_on is null)')
@Index('matter_institution', ['institutionCode', 'proposedOn'])
export class Matter extends Fact {
  @Column({ type: 'text' }) readonly reference!: string;
  @Column({ type: 'text' }) readonly kind!: MatterKind;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly title!: string;
  @Column({ type: 'text', name: 'proposed_by' }) readonly proposedBy!: string;
  @Column({ type: 'date', name: 'proposed_on' }) readonly proposedOn!: string;
  @Column({ type: 'text', name: 'deciding_level', nullable: true })
  readonly decidingLevel!: DecidingLevel | null;
  @Column({ type: 'date', name: 'decided_on', nullable: true }) readonly decidedOn!: string | null;
}

/** A step that a matter has taken. */
@Entity('matter_step')
@Unique('matter_step_once', ['matterReference', 'step'])
@Check('matter_step_valid', "step in ('MOTION', 'APPRAISAL', 'DECISION', 'IMPLEMENTATION')")
@Index('matter_step_institution', ['institutionCode'])
export class MatterStep extends Fact {
  @Column({ type: 'text', name: 'matter_reference' }) readonly matterReference!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly step!: MatterStepKind;
  @Column({ type: 'date', name: 'taken_on' }) readonly takenOn!: string;
  @Column({ type: 'text' }) readonly body!: string;
}

/** The lowest level that may decide a kind of matter. */
@Entity('matter_authority')
@Unique('matter_authority_once', ['kind', 'validFrom'])
@Check('matter_authority_period_valid', 'valid_to > valid_from')
@Check('matter_authority_kind_valid', `kind in ${KINDS}`)
@Check('matter_authority_level_valid', `level in ${LEVELS}`)
export class MatterAuthority extends PeriodFact {
  @Column({ type: 'text' }) readonly kind!: MatterKind;
  @Column({ type: 'text' }) readonly level!: DecidingLevel;
}

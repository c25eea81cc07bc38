import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { Fact, PeriodFact } from '../../kit/database/fact.ts';
import type {
  Education,
  EntryWay,
  LeaderLevel,
  MovementDirection,
  MovementReason,
  PoliticalStatus,
  QuotaCategory,
  Rank,
  Sex,
} from '../generated.ts';

/** A seat of the real-name roster. Source of the fields: 机构编制实名制管理. */
@Entity('seat')
@Unique('seat_once', ['pid', 'institutionCode', 'validFrom'])
@Check('seat_period_valid', 'valid_to > valid_from')
@Index('seat_institution', ['institutionCode', 'category'])
export class Seat extends PeriodFact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly category!: QuotaCategory;
  @Column({ type: 'text', name: 'internal_body', nullable: true }) readonly internalBody!: string | null;
  @Column({ type: 'text' }) readonly name!: string;
  @Column({ type: 'text', nullable: true }) readonly sex!: Sex | null;
  @Column({ type: 'text', nullable: true }) readonly ethnicity!: string | null;
  @Column({ type: 'date', name: 'born_on', nullable: true }) readonly bornOn!: string | null;
  @Column({ type: 'text', name: 'political_status', nullable: true })
  readonly politicalStatus!: PoliticalStatus | null;
  @Column({ type: 'text', nullable: true }) readonly education!: Education | null;
  @Column({ type: 'text', nullable: true }) readonly degree!: string | null;
  @Column({ type: 'date', name: 'work_started_on', nullable: true }) readonly workStartedOn!: string | null;
  @Column({ type: 'text', nullable: true }) readonly post!: string | null;
  @Column({ type: 'text', nullable: true }) readonly level!: LeaderLevel | null;
  @Column({ type: 'date', name: 'post_since', nullable: true }) readonly postSince!: string | null;
  @Column({ type: 'text', nullable: true }) readonly rank!: Rank | null;
  @Column({ type: 'text', name: 'entry_way', nullable: true }) readonly entryWay!: EntryWay | null;
  @Column({ type: 'date', name: 'entered_on', nullable: true }) readonly enteredOn!: string | null;
  @Column({ type: 'text', name: 'entry_document', nullable: true }) readonly entryDocument!: string | null;
  @Column({ type: 'boolean', name: 'over_rank', default: false }) readonly overRank!: boolean;
  @Column({ type: 'date', name: 'civil_servant_since', nullable: true }) readonly civilServantSince!:
    string | null;
  @Column({ type: 'boolean', default: false }) readonly exempt!: boolean;
}

/** An entry into or exit from the roster. Source: 出入编通知单. */
@Entity('movement')
@Unique('movement_once', ['pid', 'institutionCode', 'direction', 'effectiveOn'])
@Check('movement_direction_valid', "direction in ('ENTRY', 'EXIT')")
@Index('movement_effective', ['effectiveOn', 'id'])
@Index('movement_institution', ['institutionCode', 'effectiveOn'])
@Index('movement_plan', ['planNumber'])
export class Movement extends Fact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly direction!: MovementDirection;
  @Column({ type: 'text' }) readonly reason!: MovementReason;
  @Column({ type: 'text', nullable: true }) readonly category!: QuotaCategory | null;
  @Column({ type: 'text', name: 'approval_number', nullable: true }) readonly approvalNumber!: string | null;
  @Column({ type: 'text', name: 'plan_number', nullable: true }) readonly planNumber!: string | null;
  @Column({ type: 'date', name: 'approved_on', nullable: true }) readonly approvedOn!: string | null;
  @Column({ type: 'date', name: 'approval_expires_on', nullable: true }) readonly approvalExpiresOn!:
    string | null;
  @Column({ type: 'date', name: 'effective_on' }) readonly effectiveOn!: string;
  @Column({ type: 'text', name: 'notice_number', nullable: true }) readonly noticeNumber!: string | null;
  @Column({ type: 'date', name: 'registered_on', nullable: true }) readonly registeredOn!: string | null;
}

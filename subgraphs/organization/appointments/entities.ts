import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { PeriodFact } from '../../kit/database/fact.ts';
import type { LeaderLevel, PostMeasure, PostRole, Rank } from '../generated.ts';

/** An appointment of a person to a post. Source: 任免文件. */
@Entity('appointment')
@Unique('appointment_once', ['pid', 'institutionCode', 'title', 'validFrom'])
@Check('appointment_period_valid', 'valid_to > valid_from')
@Check('appointment_role_valid', "role in ('HEAD', 'DEPUTY', 'MEMBER')")
@Check('appointment_measure_valid', "measure in ('POST', 'HOUR', 'MONTH')")
@Index('appointment_institution', ['institutionCode'])
export class Appointment extends PeriodFact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text', name: 'internal_body', nullable: true }) readonly internalBody!: string | null;
  @Column({ type: 'text' }) readonly title!: string;
  @Column({ type: 'text', nullable: true }) readonly level!: LeaderLevel | null;
  @Column({ type: 'text', default: 'MEMBER' }) readonly role!: PostRole;
  @Column({ type: 'text', default: 'POST' }) readonly measure!: PostMeasure;
  @Column({ type: 'boolean', default: false }) readonly concurrent!: boolean;
  @Column({ type: 'text', name: 'over_rank_document', nullable: true }) readonly overRankDocument!:
    string | null;
}

/** A rank that a person holds. Source: 职级任免文件. */
@Entity('rank_holding')
@Unique('rank_holding_once', ['pid', 'rank', 'validFrom'])
@Check('rank_holding_period_valid', 'valid_to > valid_from')
export class RankHolding extends PeriodFact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'institution_code', nullable: true }) readonly institutionCode!:
    string | null;
  @Column({ type: 'text' }) readonly rank!: Rank;
}

/** An approval to hold a post outside. Source: 兼职审批表. */
@Entity('outside_post_approval')
@Unique('outside_post_approval_once', ['pid', 'organizationName', 'validFrom'])
@Check('outside_post_approval_period_valid', 'valid_to > valid_from')
export class OutsidePostApproval extends PeriodFact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'organization_name' }) readonly organizationName!: string;
  @Column({ type: 'boolean', default: false }) readonly paid!: boolean;
}

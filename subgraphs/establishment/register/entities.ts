import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { PeriodFact } from '../../kit/database/fact.ts';
import type {
  DivisionLevel,
  Funding,
  InstitutionGrade,
  InstitutionKind,
  LeaderLevel,
  LeaderRole,
  PostMeasure,
  QuotaCategory,
} from '../generated.ts';

/** An institution as it stood during a period. */
@Entity('institution')
@Unique('institution_once', ['code', 'validFrom'])
@Check('institution_period_valid', 'valid_to > valid_from')
@Check('institution_not_own_parent', 'parent_code <> code')
@Index('institution_parent', ['parentCode'])
export class Institution extends PeriodFact {
  @Column({ type: 'text' }) readonly code!: string;
  @Column({ type: 'text' }) readonly name!: string;
  @Column({ type: 'text' }) readonly kind!: InstitutionKind;
  @Column({ type: 'text' }) readonly grade!: InstitutionGrade;
  @Column({ type: 'text', name: 'parent_code', nullable: true }) readonly parentCode!: string | null;
  @Column({ type: 'text', name: 'division_code', nullable: true }) readonly divisionCode!: string | null;
  @Column({ type: 'text', name: 'credit_code', nullable: true }) readonly creditCode!: string | null;
  @Column({ type: 'text', nullable: true }) readonly funding!: Funding | null;
}

/** An administrative division. Source: GB/T 2260 and the division codes of the statistics bureau. */
@Entity('division')
@Check('division_level_valid', "level in ('PROVINCE', 'CITY', 'COUNTY', 'STREET')")
@Index('division_parent', ['parentCode'])
export class Division {
  @PrimaryColumn({ type: 'text' }) readonly code!: string;
  @Column({ type: 'text' }) readonly name!: string;
  @Column({ type: 'text', name: 'parent_code', nullable: true }) readonly parentCode!: string | null;
  @Column({ type: 'text' }) readonly level!: DivisionLevel;
  /** See `Fact`. */
  @Column({ type: 'integer', default: 1 }) readonly version!: number;
  @Column({ type: 'text', name: 'source_document', nullable: true }) readonly sourceDocument!: string | null;
  @Column({ type: 'timestamptz', name: 'registered_at', default: () => 'now()' })
  readonly registeredAt!: Date;
}

/** A body inside an institution, with its approved posts. */
@Entity('internal_body')
@Unique('internal_body_once', ['institutionCode', 'name', 'validFrom'])
@Check('internal_body_period_valid', 'valid_to > valid_from')
@Check('internal_body_posts_not_negative', 'head_posts >= 0 and deputy_posts >= 0')
export class InternalBody extends PeriodFact {
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly name!: string;
  @Column({ type: 'integer', name: 'head_posts', default: 1 }) readonly headPosts!: number;
  @Column({ type: 'integer', name: 'deputy_posts', default: 0 }) readonly deputyPosts!: number;
}

/** A duty of an institution by its approved plan. */
@Entity('duty')
@Unique('duty_once', ['institutionCode', 'ordinal', 'validFrom'])
@Check('duty_period_valid', 'valid_to > valid_from')
export class Duty extends PeriodFact {
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'integer' }) readonly ordinal!: number;
  @Column({ type: 'text' }) readonly text!: string;
}

/** An authorised number of posts; `title` is empty for the category as a whole. */
@Entity('quota')
@Unique('quota_once', ['institutionCode', 'category', 'title', 'measure', 'validFrom'])
@Check('quota_period_valid', 'valid_to > valid_from')
@Check('quota_number_not_negative', 'number >= 0')
@Check('quota_measure_valid', "measure in ('POST', 'HOUR', 'MONTH')")
export class Quota extends PeriodFact {
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly category!: QuotaCategory;
  @Column({ type: 'text', default: '' }) readonly title!: string;
  @Column({ type: 'text', default: 'POST' }) readonly measure!: PostMeasure;
  /** Exact decimal: posts are counted in full-time equivalents. */
  @Column({ type: 'numeric', precision: 12, scale: 2 }) readonly number!: string;
}

/** How many leaders of a level an institution may have. */
@Entity('leader_limit')
@Unique('leader_limit_once', ['institutionCode', 'level', 'role', 'validFrom'])
@Check('leader_limit_period_valid', 'valid_to > valid_from')
@Check('leader_limit_number_not_negative', 'number >= 0')
@Check('leader_limit_role_valid', "role in ('HEAD', 'DEPUTY')")
export class LeaderLimit extends PeriodFact {
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly level!: LeaderLevel;
  @Column({ type: 'text' }) readonly role!: LeaderRole;
  @Column({ type: 'integer' }) readonly number!: number;
}

/** How many off-quota staff an institution may have. */
@Entity('off_quota_control')
@Unique('off_quota_control_once', ['institutionCode', 'validFrom'])
@Check('off_quota_control_period_valid', 'valid_to > valid_from')
@Check('off_quota_control_number_not_negative', 'number >= 0')
export class OffQuotaControl extends PeriodFact {
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'integer' }) readonly number!: number;
}

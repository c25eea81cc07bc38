import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { Fact, PeriodFact } from '../../kit/database/fact.ts';
import type {
  ContractKind,
  Education,
  EmploymentKind,
  OffQuotaJobClass,
  PersonStatus,
  PoliticalStatus,
  RetirementKind,
  Sex,
  WorkArea,
} from '../generated.ts';

/** A person as HR has registered them. */
@Entity('person')
export class Person {
  @PrimaryColumn({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text' }) readonly name!: string;
  @Column({ type: 'text', nullable: true }) readonly sex!: Sex | null;
  @Column({ type: 'date', name: 'born_on', nullable: true }) readonly bornOn!: string | null;
  @Column({ type: 'text', nullable: true }) readonly ethnicity!: string | null;
  @Column({ type: 'text', nullable: true }) readonly education!: Education | null;
  @Column({ type: 'text', nullable: true }) readonly degree!: string | null;
  @Column({ type: 'text', name: 'political_status', nullable: true })
  readonly politicalStatus!: PoliticalStatus | null;
  @Column({ type: 'date', name: 'work_started_on', nullable: true }) readonly workStartedOn!: string | null;
  @Column({ type: 'text' }) readonly status!: PersonStatus;
  /** Sealed under HR's own key; leaves the department only masked. */
  @Column({ type: 'text', name: 'identity_number_encrypted', nullable: true })
  readonly identityNumberEncrypted!: string | null;
  /** See `Fact`. */
  @Column({ type: 'integer', default: 1 }) readonly version!: number;
  @Column({ type: 'text', name: 'source_document', nullable: true }) readonly sourceDocument!: string | null;
  @Column({ type: 'timestamptz', name: 'registered_at', default: () => 'now()' })
  readonly registeredAt!: Date;
}

/** An employment against a quota: registration as a civil servant or a contract with a public institution. */
@Entity('employment')
@Unique('employment_once', ['pid', 'institutionCode', 'validFrom'])
@Check('employment_period_valid', 'valid_to > valid_from')
@Index('employment_institution', ['institutionCode'])
export class Employment extends PeriodFact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly kind!: EmploymentKind;
  @Column({ type: 'text', nullable: true }) readonly post!: string | null;
  @Column({ type: 'date', name: 'contract_ends_on', nullable: true }) readonly contractEndsOn!: string | null;
  @Column({ type: 'text', name: 'registration_number', nullable: true }) readonly registrationNumber!:
    string | null;
  @Column({ type: 'date', name: 'civil_servant_since', nullable: true }) readonly civilServantSince!:
    string | null;
}

/** Work for an institution outside its quota. */
@Entity('off_quota_staff')
@Unique('off_quota_staff_once', ['pid', 'institutionCode', 'validFrom'])
@Check('off_quota_staff_period_valid', 'valid_to > valid_from')
@Check('off_quota_staff_contract_kind_valid', "contract_kind in ('DISPATCH', 'DIRECT', 'OUTSOURCED')")
@Index('off_quota_staff_institution', ['institutionCode'])
export class OffQuotaEmployment extends PeriodFact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text', name: 'job_class' }) readonly jobClass!: OffQuotaJobClass;
  @Column({ type: 'text', name: 'work_area', nullable: true }) readonly workArea!: WorkArea | null;
  @Column({ type: 'text', name: 'contract_kind' }) readonly contractKind!: ContractKind;
  @Column({ type: 'text', nullable: true }) readonly agency!: string | null;
}

/** A retirement. */
@Entity('retirement')
@Unique('retirement_once', ['pid'])
@Index('retirement_effective', ['effectiveOn', 'id'])
export class Retirement extends Fact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'institution_code', nullable: true }) readonly institutionCode!:
    string | null;
  @Column({ type: 'text' }) readonly kind!: RetirementKind;
  @Column({ type: 'date', name: 'effective_on' }) readonly effectiveOn!: string;
}

/** A death. */
@Entity('death')
@Unique('death_once', ['pid'])
@Index('death_died', ['diedOn', 'id'])
export class Death extends Fact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'date', name: 'died_on' }) readonly diedOn!: string;
  @Column({ type: 'date', name: 'reported_on', nullable: true }) readonly reportedOn!: string | null;
}

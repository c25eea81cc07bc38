import { Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { Fen } from '../../../schema/money.ts';
import type {
  FindingAction,
  FindingSeverity,
  FindingState,
  FindingSubjectKind,
  RuleOrigin,
  RuleRunReason,
  RuleRunState,
  RunShardState,
} from '../generated.ts';

/** A standing rule. */
@Entity('rule')
export class Rule {
  @PrimaryColumn({ type: 'text' }) readonly id!: string;
  /** The version at work; null where none is. */
  @Column({ type: 'integer', name: 'active_version', nullable: true }) readonly activeVersion!: number | null;
  /** Who activated or retired it last. */
  @Column({ type: 'text', name: 'decided_by', nullable: true }) readonly decidedBy!: string | null;
  @Column({ type: 'timestamptz', name: 'decided_at', nullable: true }) readonly decidedAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) readonly createdAt!: Date;
}

/** A version of a standing rule: only ever added. */
@Entity('rule_version')
export class RuleVersion {
  @PrimaryColumn({ type: 'text', name: 'rule_id' }) readonly ruleId!: string;
  @PrimaryColumn({ type: 'integer' }) readonly version!: number;
  /** A GraphQL document with its metadata. */
  @Column({ type: 'text' }) readonly text!: string;
  /** Values that differ from the defaults of the document. */
  @Column({ type: 'jsonb' }) readonly parameters!: Readonly<Record<string, unknown>>;
  /** SHA-256 of text and parameters, in hexadecimal. */
  @Column({ type: 'text' }) readonly digest!: string;
  @Column({ type: 'text' }) readonly origin!: RuleOrigin;
  @Column({ type: 'text', name: 'saved_by' }) readonly savedBy!: string;
  /** Department that whoever saved it belonged to then. */
  @Column({ type: 'text', name: 'saved_department', default: 'establishment' })
  readonly savedDepartment!: string;
  @Column({ type: 'timestamptz', name: 'saved_at' }) readonly savedAt!: Date;
  @Column({ type: 'text', nullable: true }) readonly note!: string | null;
  /** Least share of confirmed findings among those judged, 0 to 1. */
  @Column({ type: 'numeric', nullable: true }) readonly floor!: string | null;
}

/** A run of standing rules as of a day. */
@Entity('rule_run')
@Check('rule_run_state_valid', "state in ('PENDING', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')")
@Check('rule_run_reason_valid', "reason in ('SCHEDULED', 'DEMAND', 'CHANGE', 'LOOK_BACK')")
@Index('rule_run_scheduled_once', { synchronize: false })
@Check('rule_run_ended', "state in ('PENDING', 'RUNNING') or finished_at is not null")
export class RuleRun {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) readonly id!: string;
  @Column({ type: 'text', default: 'PENDING' }) readonly state!: RuleRunState;
  @Column({ type: 'date', name: 'as_of' }) readonly asOf!: string;
  @Column({ type: 'text' }) readonly reason!: RuleRunReason;
  @Column({ type: 'text', name: 'institution_code', nullable: true }) readonly institutionCode!:
    string | null;
  @Column({ type: 'text', name: 'requested_by' }) readonly requestedBy!: string;
  @Column({ type: 'timestamptz', name: 'requested_at', precision: 3, default: () => 'now()' })
  readonly requestedAt!: Date;
  @Column({ type: 'timestamptz', name: 'started_at', precision: 3, nullable: true })
  readonly startedAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'finished_at', precision: 3, nullable: true })
  readonly finishedAt!: Date | null;
}

/** Part of a run: a version of a rule over a range of keys, worked on under a lease. */
@Entity('run_shard')
export class RunShard {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) readonly id!: string;
  @Column({ type: 'bigint', name: 'run_id' }) readonly runId!: string;
  @Column({ type: 'text', name: 'rule_id' }) readonly ruleId!: string;
  @Column({ type: 'integer', name: 'rule_version' }) readonly ruleVersion!: number;
  /** Key behind which the range begins; null where it begins with the first key. */
  @Column({ type: 'text', name: 'from_key', nullable: true }) readonly fromKey!: string | null;
  /** Last key of the range; null where it ends with the last key. */
  @Column({ type: 'text', name: 'up_to_key', nullable: true }) readonly upToKey!: string | null;
  /** Only these subjects; null for all of the range. */
  @Column({ type: 'text', array: true, nullable: true }) readonly subjects!: readonly string[] | null;
  /** Key behind which the rest begins. */
  @Column({ type: 'text', nullable: true }) readonly cursor!: string | null;
  @Column({ type: 'text' }) readonly state!: RunShardState;
  @Column({ type: 'text', nullable: true }) readonly worker!: string | null;
  @Column({ type: 'timestamptz', name: 'lease_until', nullable: true }) readonly leaseUntil!: Date | null;
  @Column({ type: 'integer' }) readonly attempts!: number;
  @Column({ type: 'timestamptz', name: 'not_before', nullable: true }) readonly notBefore!: Date | null;
}

/** A finding of a standing rule, as the ledger has it. */
@Entity('finding')
@Unique('finding_once', ['ruleId', 'subject', 'period', 'ruleVersion'])
@Check('finding_subject_kind_valid', "subject_kind in ('PERSON', 'INSTITUTION')")
@Check('finding_severity_valid', "severity in ('RED', 'AMBER')")
@Check('finding_state_valid', "state in ('SUSPECTED', 'CONFIRMED', 'REFUTED', 'WITHDRAWN', 'UNKNOWN')")
@Check(
  'finding_decided',
  "state in ('UNKNOWN', 'WITHDRAWN') or (severity is not null and digest is not null)",
)
@Check(
  'finding_present_in_state',
  "case state when 'SUSPECTED' then present when 'CONFIRMED' then true when 'REFUTED' then true else not present end",
)
@Check('finding_judged_by_somebody', "state not in ('CONFIRMED', 'REFUTED') or verdict_by is not null")
@Index('finding_rule', ['ruleId', 'state', 'id'])
@Index('finding_state', ['state', 'id'])
@Index('finding_subject', ['subject'])
@Index('finding_institution', ['institutionCode', 'id'])
@Index('finding_unknown_owners', { synchronize: false })
export class Finding {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) readonly id!: string;
  @Column({ type: 'text', name: 'rule_id' }) readonly ruleId!: string;
  @Column({ type: 'integer', name: 'rule_version' }) readonly ruleVersion!: number;
  @Column({ type: 'text', name: 'subject_kind' }) readonly subjectKind!: FindingSubjectKind;
  /** Key of the person, or code of the institution. */
  @Column({ type: 'text' }) readonly subject!: string;
  /** Empty where the rule knows none. */
  @Column({ type: 'text', default: '' }) readonly period!: string;
  @Column({ type: 'text', name: 'institution_code', nullable: true }) readonly institutionCode!:
    string | null;
  /** As the rule has it; null while nothing is decided. */
  @Column({ type: 'text', nullable: true }) readonly severity!: FindingSeverity | null;
  /** In fen (1/100 CNY). */
  @Column({ type: 'bigint', name: 'amount_fen', nullable: true }) readonly amount!: Fen | null;
  @Column({ type: 'text' }) readonly state!: FindingState;
  /** True while the facts show it. */
  @Column({ type: 'boolean' }) readonly present!: boolean;
  /** Of the facts that decided. */
  @Column({ type: 'text', nullable: true }) readonly digest!: string | null;
  @Column({ type: 'text', name: 'sentence_en', nullable: true }) readonly sentenceEn!: string | null;
  @Column({ type: 'text', name: 'sentence_zh', nullable: true }) readonly sentenceZh!: string | null;
  @Column({ type: 'jsonb', nullable: true }) readonly evidence!: unknown;
  /** Owners that did not answer when it was evaluated last. */
  @Column({ type: 'text', name: 'unknown_owners', array: true, nullable: true })
  readonly unknownOwners!: readonly string[] | null;
  @Column({ type: 'timestamptz', name: 'first_seen', precision: 3, default: () => 'now()' })
  readonly firstSeen!: Date;
  @Column({ type: 'timestamptz', name: 'last_seen', precision: 3, default: () => 'now()' })
  readonly lastSeen!: Date;
  @Column({ type: 'date', name: 'as_of' }) readonly asOf!: string;
  @Column({ type: 'text', name: 'verdict_by', nullable: true }) readonly verdictBy!: string | null;
  @Column({ type: 'timestamptz', name: 'verdict_at', precision: 3, nullable: true })
  readonly verdictAt!: Date | null;
  @Column({ type: 'text', name: 'verdict_reason', nullable: true }) readonly verdictReason!: string | null;
  /** Counts the changes, from 1. */
  @Column({ type: 'integer', default: 1 }) readonly version!: number;
}

/** What became of a finding: only ever added. */
@Entity('finding_event')
export class FindingEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) readonly id!: string;
  @Column({ type: 'bigint', name: 'finding_id' }) readonly findingId!: string;
  @Column({ type: 'timestamptz' }) readonly at!: Date;
  @Column({ type: 'text' }) readonly action!: FindingAction;
  @Column({ type: 'text', name: 'from_state', nullable: true }) readonly fromState!: FindingState | null;
  @Column({ type: 'text', name: 'to_state' }) readonly toState!: FindingState;
  @Column({ type: 'text' }) readonly actor!: string;
  /** In the words of a person, else in English. */
  @Column({ type: 'text', nullable: true }) readonly reason!: string | null;
  /** The same in Chinese; null where it is in the words of a person. */
  @Column({ type: 'text', name: 'reason_zh', nullable: true }) readonly reasonZh!: string | null;
  @Column({ type: 'text', nullable: true }) readonly digest!: string | null;
  @Column({ type: 'bigint', name: 'run_id', nullable: true }) readonly runId!: string | null;
}

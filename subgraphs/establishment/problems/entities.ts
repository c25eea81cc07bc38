import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { Fact } from '../../kit/database/fact.ts';
import type { FindingSubjectKind, ProblemState } from '../generated.ts';

/** A problem: what a person confirmed, with who puts it right and until when. Source: 机构编制问题台账. */
@Entity('problem')
@Unique('problem_once', ['number'])
@Check('problem_subject_kind_valid', "subject_kind in ('PERSON', 'INSTITUTION')")
@Check(
  'problem_state_valid',
  "state in ('RECTIFYING', 'SUBMITTED', 'VERIFIED', 'CLOSED', 'CONSOLIDATED', 'REOPENED')",
)
@Check('problem_closed_on_some_day', "state not in ('CLOSED', 'CONSOLIDATED') or closed_on is not null")
@Index('problem_institution', ['institutionCode', 'id'])
@Index('problem_subject', ['ruleId', 'subject'])
export class Problem extends Fact {
  /** Plate number, under which it is followed up. */
  @Column({ type: 'text' }) readonly number!: string;
  /** The finding that it was made from; null where it was taken over from another ledger. */
  @Column({ type: 'bigint', name: 'finding_id', nullable: true }) readonly findingId!: string | null;
  @Column({ type: 'text', name: 'rule_id' }) readonly ruleId!: string;
  @Column({ type: 'text', name: 'subject_kind' }) readonly subjectKind!: FindingSubjectKind;
  /** Key of the person, or code of the institution. */
  @Column({ type: 'text' }) readonly subject!: string;
  @Column({ type: 'text', default: '' }) readonly period!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text', nullable: true }) readonly cause!: string | null;
  @Column({ type: 'text' }) readonly measure!: string;
  /** The unit that puts it right. */
  @Column({ type: 'text', name: 'owner_code' }) readonly ownerCode!: string;
  @Column({ type: 'date', name: 'due_on' }) readonly dueOn!: string;
  @Column({ type: 'text' }) readonly state!: ProblemState;
  @Column({ type: 'date', name: 'opened_on' }) readonly openedOn!: string;
  @Column({ type: 'text', name: 'opened_by', nullable: true }) readonly openedBy!: string | null;
  @Column({ type: 'date', name: 'closed_on', nullable: true }) readonly closedOn!: string | null;
  @Column({ type: 'text', name: 'closed_by', nullable: true }) readonly closedBy!: string | null;
  /** Why it was closed. */
  @Column({ type: 'text', nullable: true }) readonly conclusion!: string | null;
}

import { Column, Entity, Index, Unique } from 'typeorm';
import type { Fen } from '../../../schema/money.ts';
import { Fact } from '../../kit/database/fact.ts';
import type { AuditCategory } from '../generated.ts';

/** A finding of an audit report. */
@Entity('audit_finding')
@Unique('audit_finding_once', ['documentNumber', 'institutionCode', 'ordinal'])
@Index('audit_finding_found', ['foundOn', 'id'])
@Index('audit_finding_institution', ['institutionCode'])
export class AuditFinding extends Fact {
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text', name: 'document_number' }) readonly documentNumber!: string;
  @Column({ type: 'integer' }) readonly ordinal!: number;
  @Column({ type: 'text' }) readonly category!: AuditCategory;
  @Column({ type: 'text' }) readonly text!: string;
  /** In fen (1/100 CNY). */
  @Column({ type: 'bigint', name: 'amount_fen', nullable: true }) readonly amount!: Fen | null;
  @Column({ type: 'date', name: 'found_on' }) readonly foundOn!: string;
  @Column({ type: 'date', name: 'due_on', nullable: true }) readonly dueOn!: string | null;
  @Column({ type: 'date', name: 'rectified_on', nullable: true }) readonly rectifiedOn!: string | null;
}

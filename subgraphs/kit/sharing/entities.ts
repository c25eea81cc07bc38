import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { PurposeKind } from '../../../schema/sharing.ts';
import type { Agreement, AgreementState, ConsumerKind } from './agreement.ts';

/** An agreement as a row; the tables are the kit's, see `migrations/1790000000600-sharing.ts`. */
@Entity('agreement')
export class AgreementRow implements Agreement {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) readonly id!: string;
  @Column({ type: 'text', name: 'consumer_kind' }) readonly consumerKind!: ConsumerKind;
  @Column({ type: 'text', name: 'consumer_name', nullable: true }) readonly consumerName!: string | null;
  @Column({ type: 'text', name: 'purpose_kinds', array: true })
  readonly purposeKinds!: readonly PurposeKind[];
  @Column({ type: 'text', array: true }) readonly coordinates!: readonly string[];
  @Column({ type: 'text', array: true, nullable: true }) readonly institutions!: readonly string[] | null;
  @Column({ type: 'date', name: 'valid_from' }) readonly validFrom!: string;
  @Column({ type: 'date', name: 'valid_to', nullable: true }) readonly validTo!: string | null;
  @Column({ type: 'text', name: 'document_number' }) readonly documentNumber!: string;
  @Column({ type: 'text' }) readonly state!: AgreementState;
  @Column({ type: 'text', name: 'requested_by' }) readonly requestedBy!: string;
  @Column({ type: 'timestamptz', name: 'requested_at' }) readonly requestedAt!: Date;
  @Column({ type: 'date', name: 'decide_by' }) readonly decideBy!: string;
  @Column({ type: 'text', name: 'decided_by', nullable: true }) readonly decidedBy!: string | null;
  @Column({ type: 'text', nullable: true }) readonly reason!: string | null;
  @Column({ type: 'integer' }) readonly version!: number;
}

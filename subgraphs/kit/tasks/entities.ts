import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { PurposeKind } from '../../../schema/sharing.ts';
import type { Task, TaskState } from './task.ts';

/** A task as a row; the table is the kit's, see `migrations/1790000000600-sharing.ts`. */
@Entity('task')
export class TaskRow implements Task {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) readonly id!: string;
  @Column({ type: 'text' }) readonly kind!: PurposeKind;
  @Column({ type: 'text', name: 'document_number' }) readonly documentNumber!: string;
  @Column({ type: 'text' }) readonly title!: string;
  @Column({ type: 'text', array: true }) readonly people!: readonly string[];
  @Column({ type: 'text', array: true, nullable: true }) readonly units!: readonly string[] | null;
  @Column({ type: 'date', name: 'valid_from' }) readonly validFrom!: string;
  @Column({ type: 'date', name: 'valid_to', nullable: true }) readonly validTo!: string | null;
  @Column({ type: 'text' }) readonly state!: TaskState;
  @Column({ type: 'text', name: 'registered_by' }) readonly registeredBy!: string;
  @Column({ type: 'timestamptz', name: 'registered_at' }) readonly registeredAt!: Date;
  @Column({ type: 'integer' }) readonly version!: number;
}

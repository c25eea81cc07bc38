import { Column, PrimaryGeneratedColumn } from 'typeorm';

/** What every registered row has: a number of its own, its version, the document behind it, and when it was registered. */
export abstract class Fact {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) readonly id!: string;
  /** 1 when it was registered, and one more with each change, whoever makes it. */
  @Column({ type: 'integer', default: 1 }) readonly version!: number;
  @Column({ type: 'text', name: 'source_document', nullable: true }) readonly sourceDocument!: string | null;
  @Column({ type: 'timestamptz', name: 'registered_at', default: () => 'now()' })
  readonly registeredAt!: Date;
}

/** A fact that holds from one day until before another: `validTo` is the first day on which it no longer holds. */
export abstract class PeriodFact extends Fact {
  @Column({ type: 'date', name: 'valid_from' }) readonly validFrom!: string;
  @Column({ type: 'date', name: 'valid_to', nullable: true }) readonly validTo!: string | null;
}

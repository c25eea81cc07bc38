import { Column, Entity, Index, Unique } from 'typeorm';
import { Fact } from '../../kit/database/fact.ts';
import type { AppraisalResult } from '../generated.ts';

/** An annual appraisal of a person. Source: 年度考核登记表. */
@Entity('appraisal')
@Unique('appraisal_once', ['pid', 'year'])
@Index('appraisal_institution', ['institutionCode', 'year'])
export class Appraisal extends Fact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'integer' }) readonly year!: number;
  @Column({ type: 'text' }) readonly result!: AppraisalResult;
}

/** Merit points awarded to or taken from a person. Source: 积分管理台账. */
@Entity('merit_point')
@Unique('merit_point_once', ['pid', 'awardedOn', 'reason'])
export class MeritPoint extends Fact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'date', name: 'awarded_on' }) readonly awardedOn!: string;
  @Column({ type: 'numeric', precision: 8, scale: 2 }) readonly points!: string;
  @Column({ type: 'text' }) readonly reason!: string;
}

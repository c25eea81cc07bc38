import { Check, Column, Entity, Unique } from 'typeorm';
import { Fact } from '../../kit/database/fact.ts';

/** Days of a person in an institution in a month. */
@Entity('attendance')
@Unique('attendance_once', ['pid', 'month', 'institutionCode'])
@Check('attendance_month_valid', "month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'")
@Check(
  'attendance_days_valid',
  'days_due >= 0 and days_present >= 0 and days_leave >= 0 and days_present + days_leave <= 31',
)
export class Attendance extends Fact {
  @Column({ type: 'text' }) readonly pid!: string;
  @Column({ type: 'text', name: 'institution_code' }) readonly institutionCode!: string;
  @Column({ type: 'text' }) readonly month!: string;
  @Column({ type: 'integer', name: 'days_due' }) readonly daysDue!: number;
  @Column({ type: 'integer', name: 'days_present' }) readonly daysPresent!: number;
  @Column({ type: 'integer', name: 'days_leave', default: 0 }) readonly daysLeave!: number;
}

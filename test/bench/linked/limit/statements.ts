// The SQL of the linked query: one prepared statement per table, on five databases.
import pg from 'pg';
import type { DepartmentName } from '../../../../schema/departments.ts';
import type { Measure } from '../../../../subgraphs/discipline/generated.ts';
import { exactTypes } from '../../../../subgraphs/kit/database/reader.ts';

const inForce = (place: string): string =>
  `valid_from <= ${place}::date and (valid_to is null or valid_to > ${place}::date)`;

const INSTITUTIONS = `select code, name, kind from institution where code = any($1) and ${inForce('$2')}`;
const SEATS = `select id, category, post, valid_from as "validFrom", pid from seat
  where institution_code = $1 and ${inForce('$2')} order by id limit 100`;
const PEOPLE = 'select pid, name, sex, born_on as "bornOn", status from person where pid = any($1)';
const APPOINTMENTS = `select pid, title, level, valid_from as "validFrom" from appointment
  where pid = any($1) and ${inForce('$2')} order by valid_from, id`;
const PAYMENTS = `select latest.* from unnest($1::text[]) as wanted(pid) cross join lateral (
    select pid, month, gross_fen as gross, institution_code as code from payment
    where pid = wanted.pid and month >= $2 order by month desc, id desc limit 3
  ) as latest`;
const DECISIONS = `select pid, measure, effective_on as "effectiveOn", influence_ends_on as "influenceEndsOn"
  from decision where pid = any($1) order by effective_on, id`;

interface InstitutionRow {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}
export interface SeatRow {
  readonly id: string;
  readonly category: string;
  readonly post: string | null;
  readonly validFrom: string;
  readonly pid: string;
}
interface PersonRow {
  readonly pid: string;
  readonly name: string;
  readonly sex: string | null;
  readonly bornOn: string | null;
  readonly status: string;
}
interface AppointmentRow {
  readonly pid: string;
  readonly title: string;
  readonly level: string | null;
  readonly validFrom: string;
}
interface PaymentRow {
  readonly pid: string;
  readonly month: string;
  readonly gross: string;
  readonly code: string;
}
interface DecisionRow {
  readonly pid: string;
  readonly measure: Measure;
  readonly effectiveOn: string;
  readonly influenceEndsOn: string | null;
}

/** The reads of the linked query. */
export interface Databases {
  readonly institutions: (codes: readonly string[]) => Promise<InstitutionRow[]>;
  readonly seats: (code: string) => Promise<SeatRow[]>;
  readonly people: (pids: readonly string[]) => Promise<PersonRow[]>;
  readonly appointments: (pids: readonly string[]) => Promise<AppointmentRow[]>;
  readonly payments: (pids: readonly string[], from: string) => Promise<PaymentRow[]>;
  readonly decisions: (pids: readonly string[]) => Promise<DecisionRow[]>;
}

/** Opens the five databases, each with the pool that a department has. */
export const openDatabases = (urls: Readonly<Record<DepartmentName, string>>, today: string): Databases => {
  const open = (name: DepartmentName) => {
    const pool = new pg.Pool({ connectionString: urls[name], types: exactTypes, max: 10 });
    return async <Row extends object>(statement: string, text: string, values: unknown[]): Promise<Row[]> =>
      (await pool.query<Row>({ name: statement, text, values })).rows;
  };
  const establishment = open('establishment');
  const hr = open('hr');
  const organization = open('organization');
  const finance = open('finance');
  const discipline = open('discipline');
  return {
    institutions: (codes) => establishment('institutions', INSTITUTIONS, [codes, today]),
    seats: (code) => establishment('seats', SEATS, [code, today]),
    people: (pids) => hr('people', PEOPLE, [pids]),
    appointments: (pids) => organization('appointments', APPOINTMENTS, [pids, today]),
    payments: (pids, from) => finance('payments', PAYMENTS, [pids, from]),
    decisions: (pids) => discipline('decisions', DECISIONS, [pids]),
  };
};

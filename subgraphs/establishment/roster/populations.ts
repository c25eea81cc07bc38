import { atMost, inForce } from '../../kit/database/filter.ts';
import { population } from '../../kit/database/populations.ts';
import { Movement, Seat } from './entities.ts';

const effective = atMost(Movement, 'effectiveOn').sql;

/** Persons of the roster that standing rules run over. */
export const rosterPersons = {
  SEATED: population(Seat, 'pid', { where: inForce.sql }),
  SEATED_TWICE: population(Seat, 'pid', { where: inForce.sql, having: 'count(*) > 1' }),
  SPECIAL_SEATED: population(Seat, 'pid', {
    where: (day) => `${inForce.sql(day)} and category in ('LAW_ENFORCEMENT', 'POLITICAL_LEGAL')`,
  }),
  ENTERED: population(Movement, 'pid', {
    where: (day) => `${effective(day)} and direction = 'ENTRY'`,
    day: 'effectiveOn',
  }),
  NEWLY_SEATED: population(Seat, 'pid', { where: atMost(Seat, 'validFrom').sql, day: 'validFrom' }),
  MOVED: population(Movement, 'pid', { where: effective, day: 'effectiveOn' }),
};

/** Institutions of the roster that standing rules run over. */
export const rosterInstitutions = {
  SEATING: population(Seat, 'institutionCode', { where: inForce.sql }),
};

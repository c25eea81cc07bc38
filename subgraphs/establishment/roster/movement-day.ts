// How the roster stood on the day that a movement took effect, in the institution and category of the movement.
import { inForce } from '../../kit/database/filter.ts';
import { figureOf } from '../figure.ts';

/** Rows of the institution and category that hold on the day of the movement. */
const THEN = `institution_code = movement.institution_code and category = movement.category
  and ${inForce.sql('movement.effective_on')}`;

const figure = figureOf('movement');

export const movementDayLoaders = {
  seatTaken: figure(`exists (select from seat where pid = movement.pid and not exempt and ${THEN})`, false),
  occupiedThen: figure(`(select count(*)::int from seat where not exempt and ${THEN})`, 0),
  authorisedThen: figure(
    `(select coalesce(sum(number), 0.00) from quota where measure = 'POST' and title = '' and ${THEN})`,
    '0.00',
  ),
};

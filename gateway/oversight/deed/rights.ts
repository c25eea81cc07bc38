import { CodedError } from '../../../schema/errors.ts';
import type { Role, Viewer } from '../../../schema/sharing.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';
import { askersText, DEED_ASKERS, type Askers, type DeedName } from './askers.ts';

/** Roles of a department's own staff; a unit's officer is none. */
const STAFF: ReadonlySet<Role> = new Set(['investigator', 'clerk', 'director']);

const isAmong = ({ department, roles, units }: Viewer, askers: Askers, institution: string): boolean =>
  (department !== undefined &&
    askers.departments.includes(department) &&
    roles.some((role) => STAFF.has(role))) ||
  (askers.units && roles.includes('unit-hr') && units.includes(institution));

/** Whoever does such deeds in the institution, else FORBIDDEN. */
export const requireDoer = (
  deed: DeedName,
  institution: string,
  { asker }: Pick<ClientRequest, 'asker'>,
): void => {
  const askers: Askers = DEED_ASKERS[deed];
  if (asker !== undefined && isAmong(asker.viewer, askers, institution)) return;
  const { en: needed, zh: neededZh } = askersText(deed);
  throw new CodedError('FORBIDDEN', { needed, neededZh });
};

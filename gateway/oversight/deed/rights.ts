import { DEPARTMENTS, type DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { Role, Viewer } from '../../../schema/sharing.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';

/** Who asks about a deed beforehand: the staff of those who do it. */
interface Askers {
  readonly departments: readonly DepartmentName[];
  /** True where officers of the unit ask, too. */
  readonly units: boolean;
}

/** Who may ask about which deed. */
export const DEED_ASKERS = {
  mayAppoint: { departments: ['organization'], units: false },
  mayHire: { departments: ['hr', 'establishment'], units: true },
  mayPay: { departments: ['finance'], units: false },
  mayPromote: { departments: ['organization'], units: false },
} as const satisfies Record<string, Askers>;

export type DeedName = keyof typeof DEED_ASKERS;

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
  const names = askers.departments.map((name) => DEPARTMENTS[name]);
  throw new CodedError('FORBIDDEN', {
    needed: [
      ...names.map(({ en }) => `staff of ${en}`),
      ...(askers.units ? ['the HR officer of the unit'] : []),
    ].join(', '),
    neededZh: [...names.map(({ zh }) => `${zh}工作人员`), ...(askers.units ? ['本单位人事干部'] : [])].join(
      '、',
    ),
  });
};

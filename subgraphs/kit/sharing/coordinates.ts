// What an agreement may name: fields that the department shares under conditions.
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError, type ErrorCode } from '../../../schema/errors.ts';
import { invalidValue } from '../../../schema/values.ts';
import type { ShareClass } from '../../../schema/sharing.ts';
import { coversCoordinate } from './agreement.ts';
import type { ShareClasses } from '../../../schema/catalogue.ts';

/** What is wrong with a coordinate that names fields of these classes; undefined where one of them needs an agreement. */
const faultOf = (named: readonly ShareClass[]): ErrorCode | undefined => {
  if (named.length === 0) return 'AGREEMENT_COORDINATE_UNKNOWN';
  if (named.includes('CONDITIONAL')) return undefined;
  return named.includes('WITHHELD') ? 'AGREEMENT_COORDINATE_WITHHELD' : 'AGREEMENT_COORDINATE_OPEN';
};

/** All root fields at once: nobody can say what that opens, since every room adds some. */
const ROOTS: ReadonlySet<string> = new Set(['Query.*', 'Mutation.*']);

/** What a coordinate looks like; anything else is not repeated, since nobody knows what it is. */
const COORDINATE = /^[A-Z_a-z]\w{0,99}\.(\*|[A-Z_a-z]\w{0,99})$/;

/**
 * Refuses coordinates that no agreement of the owner can or need name. `Type.*` names those fields that it can; root
 * fields are named one by one.
 */
export const checkCoordinates = (
  owner: DepartmentName,
  classes: ShareClasses,
  coordinates: readonly string[],
): void => {
  for (const coordinate of coordinates) {
    if (!COORDINATE.test(coordinate))
      throw invalidValue('coordinate', 'write Type.field or Type.*', '应写作 Type.field 或 Type.*');
    if (ROOTS.has(coordinate)) throw new CodedError('AGREEMENT_COORDINATE_TOO_WIDE', { owner, coordinate });
    const terms = { coordinates: [coordinate] };
    const named = [...classes].flatMap(([name, shareClass]) =>
      coversCoordinate(terms, name) ? [shareClass] : [],
    );
    const fault = faultOf(named);
    if (fault !== undefined) throw new CodedError(fault, { owner, coordinate });
  }
};

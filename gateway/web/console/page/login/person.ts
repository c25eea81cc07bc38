import { DEPARTMENT_NAMES } from '../../../../../schema/departments.ts';
import type { DepartmentName } from '../../../../../schema/departments.ts';
import { ROLES } from '../../../../../schema/sharing.ts';
import type { Role } from '../../../../../schema/sharing.ts';

/** Who is logged in, as the issuer says it to the page. What they may see is decided by their token, not by this. */
export interface Person {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Undefined for who belongs to a unit only, and where the issuer says it in another way. */
  readonly department: DepartmentName | undefined;
  /** Codes of the institutions that the person speaks for. */
  readonly units: readonly string[];
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];

/** Reads the claims of an ID token. */
export const personOf = (claims: Readonly<Record<string, unknown>>): Person => ({
  name: textOf(claims['name']) ?? textOf(claims['preferred_username']) ?? textOf(claims['sub']) ?? '',
  roles: ROLES.filter((role) => textsOf(claims['roles']).includes(role)),
  department: DEPARTMENT_NAMES.find((name) => name === claims['department']),
  units: textsOf(claims['units']),
});

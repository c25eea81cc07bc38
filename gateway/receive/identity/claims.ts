import { z } from 'zod';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { ROLES, type Viewer } from '../../../schema/sharing.ts';
import { viewerOf } from '../../../schema/viewer.ts';

/** Where a claim stands: its name, or for one inside others the names on the way, e.g. `['realm_access', 'roles']`. */
const Place = z.union([z.string().transform((name) => [name]), z.array(z.string()).min(1).readonly()]);

const namesOf = <T extends string>(names: readonly T[]): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, name]));

/** How an issuer's claims are read. The defaults are those of the demo issuer, and of RFC 9068 for `client_id`. */
export const ClaimsMapping = z.strictObject({
  clientId: Place.default(['client_id']),
  roles: Place.default(['roles']),
  department: Place.default(['department']),
  units: Place.default(['units']),
  /** The issuer's names of roles and departments → ours. A name that is not here counts for nothing. */
  roleNames: z.record(z.string(), z.enum(ROLES)).default(namesOf(ROLES)),
  departmentNames: z.record(z.string(), z.enum(DEPARTMENT_NAMES)).default(namesOf(DEPARTMENT_NAMES)),
  /** Clients whose tokens are always a system's, where the issuer gives a service account a subject of its own. */
  systemClients: z.array(z.string()).default([]),
});

/** The mapping as it is written in a configuration: what is left out is the default. */
export type ClaimsMappingInput = z.input<typeof ClaimsMapping>;

const Name = z.string().min(1);
const Names = z.union([Name.transform((name) => [name]), z.array(Name)]).default([]);

const Claims = z.object({
  subject: Name,
  clientId: Name,
  roles: Names,
  department: Name.optional(),
  units: Names,
});

const claimAt = (claims: unknown, place: readonly string[]): unknown =>
  place.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? Reflect.get(value, name)
        : undefined,
    claims,
  );

/** Reads the viewer from the claims of a verified token; undefined where a claim is not of its form. */
export type ReadViewer = (claims: unknown) => Viewer | undefined;

/**
 * Makes the reader for a mapping. A token whose subject is its client is a system's: nobody but the client took part.
 * Source: RFC 9068 section 2.2 (`sub`).
 */
export const viewerReader = (input: ClaimsMappingInput = {}): ReadViewer => {
  const mapping = ClaimsMapping.parse(input);
  const roleNames = new Map(Object.entries(mapping.roleNames));
  const departmentNames = new Map(Object.entries(mapping.departmentNames));
  return (claims) => {
    const read = Claims.safeParse({
      subject: claimAt(claims, ['sub']),
      clientId: claimAt(claims, mapping.clientId),
      roles: claimAt(claims, mapping.roles),
      department: claimAt(claims, mapping.department),
      units: claimAt(claims, mapping.units),
    });
    if (!read.success) return undefined;
    const { subject, clientId, roles, department, units } = read.data;
    return viewerOf({
      subject,
      clientId,
      units,
      kind: subject === clientId || mapping.systemClients.includes(clientId) ? 'system' : 'person',
      roles: roles.flatMap((role) => roleNames.get(role) ?? []),
      department: department === undefined ? undefined : departmentNames.get(department),
    });
  };
};

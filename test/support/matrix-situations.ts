// The situations that owners decide in, and those who ask in them.
import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import type { Asker, Purpose, Viewer } from '../../schema/sharing.ts';
import type { Agreed } from './matrix-oracle.ts';
import { askerOf, purposeFor, viewerWith } from './sharing.ts';

/** The client that agreements with a system are for. */
const PARTNER = 'partner-system';

/** Which fields agreements name. */
export interface Patterns {
  /** Every field of the owner, one by one, open and withheld ones, too. */
  readonly fields: readonly string[];
  /** The same by `Type.*`, also of the root. */
  readonly types: readonly string[];
  /** Every second type as a whole. */
  readonly someTypes: readonly string[];
  /** Every second field. */
  readonly someFields: readonly string[];
}

export const patternsOf = (coordinates: readonly string[]): Patterns => {
  const types = [...new Set(coordinates.map((coordinate) => `${coordinate.split('.')[0]}.*`))];
  return {
    fields: coordinates,
    types,
    someTypes: types.filter((_, index) => index % 2 === 0),
    someFields: coordinates.filter((_, index) => index % 2 === 1),
  };
};

/** The department that agreements are with, and whose staff asks most: the first that is not the owner. */
export const consumerOf = (owner: DepartmentName): DepartmentName =>
  DEPARTMENT_NAMES.find((name) => name !== owner) ?? owner;

const otherThan = (owner: DepartmentName): DepartmentName =>
  DEPARTMENT_NAMES.findLast((name) => name !== owner) ?? owner;

/** Each situation by its name: the agreements there are. Today is 2026-06-15. */
export const situationsOf = (
  owner: DepartmentName,
  patterns: Patterns,
): Readonly<Record<string, readonly Agreed[]>> => {
  const agreed = (said: Partial<Agreed> = {}): Agreed => ({
    consumer: ['DEPARTMENT', consumerOf(owner)],
    kinds: ['INVESTIGATION'],
    patterns: patterns.fields,
    institutions: null,
    from: '2026-01-01',
    to: null,
    state: 'GRANTED',
    ...said,
  });
  const client = { consumer: ['CLIENT', PARTNER] } as const;
  const units = { consumer: ['UNITS', null], kinds: [] } as const;
  const over = { to: '2026-06-15' };
  const later = { from: '2026-06-16' };
  return {
    'no agreement': [],
    'granted by field': [agreed()],
    'granted by type': [agreed({ patterns: patterns.types })],
    'granted for some types': [agreed({ patterns: patterns.someTypes })],
    'granted for some fields': [agreed({ patterns: patterns.someFields })],
    'another department': [agreed({ consumer: ['DEPARTMENT', otherThan(owner)] })],
    'a system': [agreed(client)],
    'another system': [agreed({ consumer: ['CLIENT', 'another-system'] })],
    'another kind of purpose': [agreed({ kinds: ['DOCUMENT', 'STANDING_RULE'] })],
    'not yet in force': [agreed(later)],
    'first day': [agreed({ from: '2026-06-15' })],
    'last day': [agreed({ to: '2026-06-16' })],
    expired: [agreed(over)],
    suspended: [agreed({ state: 'SUSPENDED' })],
    'suspended and over': [agreed({ state: 'SUSPENDED', ...over })],
    'suspended before its first day': [agreed({ state: 'SUSPENDED', ...later })],
    'requested only': [agreed({ state: 'REQUESTED' })],
    refused: [agreed({ state: 'REFUSED' })],
    ended: [agreed({ state: 'ENDED' })],
    'one institution': [agreed({ institutions: ['A'] })],
    'another institution': [agreed({ institutions: ['B'] })],
    'two agreements, one institution each': [
      agreed({ institutions: ['B'] }),
      agreed({ institutions: ['A', 'B'] }),
    ],
    'one institution and the whole district': [agreed({ institutions: ['A'] }), agreed()],
    'one institution, and some fields everywhere': [
      agreed({ institutions: ['A'], patterns: patterns.types }),
      agreed({ patterns: patterns.someFields }),
    ],
    'granted, and another suspended': [agreed({ state: 'SUSPENDED' }), agreed({ institutions: ['A'] })],
    'expired, suspended and not yet in force': [
      agreed(later),
      agreed(over),
      agreed({ state: 'SUSPENDED', patterns: patterns.someTypes }),
    ],
    'not yet in force, and another kind': [agreed(later), agreed({ kinds: ['DOCUMENT'] })],
    'an expired one of another kind': [agreed({ kinds: ['DOCUMENT'], ...over })],
    'all units': [agreed(units)],
    'all units in one institution': [agreed({ ...units, institutions: ['A'] })],
    'all units, expired': [agreed({ ...units, ...over })],
    'all units, suspended': [agreed({ ...units, state: 'SUSPENDED' })],
    'everybody at once': [agreed({ institutions: ['B'] }), agreed(client), agreed(units)],
  };
};

const VIEWERS = (owner: DepartmentName): Readonly<Record<string, Viewer>> => {
  const consumer = consumerOf(owner);
  const staff = (department: DepartmentName, role: Viewer['roles'][number]) =>
    viewerWith({ department, roles: [role] });
  const system = { kind: 'system', clientId: PARTNER } as const;
  const officer = (...codes: string[]) => viewerWith({ roles: ['unit-hr'], units: codes });
  return {
    'own clerk': staff(owner, 'clerk'),
    'own director': staff(owner, 'director'),
    'own investigator': staff(owner, 'investigator'),
    'own department, no role': viewerWith({ department: owner }),
    'own department, officer of A': viewerWith({ department: owner, roles: ['unit-hr'], units: ['A'] }),
    'clerk of the consumer': staff(consumer, 'clerk'),
    'director of the consumer': staff(consumer, 'director'),
    'investigator of the consumer': staff(consumer, 'investigator'),
    'consumer, no role': viewerWith({ department: consumer }),
    'consumer, officer of A': viewerWith({ department: consumer, roles: ['unit-hr'], units: ['A'] }),
    ...Object.fromEntries(
      DEPARTMENT_NAMES.filter((name) => name !== owner && name !== consumer).map((name, index) => [
        `staff of ${name}`,
        staff(name, (['clerk', 'director', 'investigator'] as const)[index % 3] ?? 'clerk'),
      ]),
    ),
    'officer of A': officer('A'),
    'officer of B': officer('B'),
    'officer of A and B': officer('A', 'B'),
    'officer of nothing': officer(),
    'speaks for A without the role': viewerWith({ units: ['A'] }),
    'partner system': viewerWith({ ...system, department: consumer }),
    'partner system of another department': viewerWith({ ...system, department: otherThan(owner) }),
    'partner system of no department': viewerWith(system),
    'another system': viewerWith({ kind: 'system', clientId: 'stranger', department: consumer }),
    'person with the program of the partner': viewerWith({ clientId: PARTNER, department: otherThan(owner) }),
    nobody: viewerWith(),
  };
};

/** The purposes of somebody: of the own department, and of one that is not. */
const purposesOf = (viewer: Viewer, owner: DepartmentName): Readonly<Record<string, Purpose | null>> => {
  const department = viewer.department ?? consumerOf(owner);
  const foreign = DEPARTMENT_NAMES.find((name) => name !== department) ?? department;
  const few = {
    none: null,
    investigation: purposeFor(department),
    'of another department': purposeFor(foreign),
  };
  if (viewer.department === owner || (viewer.department === undefined && viewer.roles.length === 0))
    return few;
  return {
    ...few,
    'investigation of A': purposeFor(department, { units: ['A'] }),
    'investigation of C': purposeFor(department, { units: ['C'] }),
    document: purposeFor(department, { kind: 'DOCUMENT' }),
  };
};

/** Everybody who asks an owner, by name. */
export const askersOf = (owner: DepartmentName): (readonly [name: string, asker: Asker])[] =>
  Object.entries(VIEWERS(owner)).flatMap(([who, viewer]) =>
    Object.entries(purposesOf(viewer, owner)).map(
      ([what, purpose]) => [`${who}, ${what}`, askerOf(viewer, purpose)] as const,
    ),
  );

// How an operation is guarded: what is decided for its fields, and what is told of it afterwards.
import type { GraphQLError, GraphQLObjectType } from 'graphql';
import type { RefusalReason } from '../../../schema/sharing.ts';
import type { Decision, Guard } from '../sharing/guard.ts';
import type { Given } from './filters.ts';
import type { AnyField } from './reads.ts';

/** How the fields of a run are guarded. */
export interface Guarding {
  /** Department whose data it is. */
  readonly owner: string;
  readonly guard: Guard;
  /** True for fields whose accesses are recorded; left out where no access of the asker is. */
  readonly isRecorded?: ((coordinate: string) => boolean) | undefined;
}

/** Fields of an operation whose accesses are recorded, by what was decided. */
export interface Accesses {
  readonly served: Set<string>;
  readonly refused: Map<RefusalReason, Set<string>>;
}

export const noAccesses = (): Accesses => ({ served: new Set(), refused: new Map() });

/** What is not served: a field, or an argument that chooses rows by one. */
export interface Refused {
  readonly kind: 'REFUSED';
  readonly reason: RefusalReason;
  /** E.g. `Person.status`. */
  readonly coordinate: string;
  /** E.g. `Query.people(status:)`; undefined for a field itself. */
  readonly argument?: string | undefined;
}

/** What becomes of a field as it is asked. */
export type FieldDecision = Exclude<Decision, { readonly kind: 'REFUSED' }> | Refused;

const SERVED: FieldDecision = { kind: 'SERVED' };

/** True for what is the department's to decide; what federation itself asks is not. */
export const isGuarded = ({ name: type }: Pick<GraphQLObjectType, 'name'>, { name }: AnyField): boolean =>
  !type.startsWith('_') && !name.startsWith('_');

const addRefused = ({ refused }: Accesses, reason: RefusalReason, coordinate: string): void => {
  const known = refused.get(reason);
  if (known === undefined) refused.set(reason, new Set([coordinate]));
  else known.add(coordinate);
};

/** One field, and the argument that asks for it where it is not asked for itself. */
type Asked = Pick<Refused, 'coordinate' | 'argument'>;

/** Only what both serve. */
const narrow = (one: FieldDecision, other: Decision, asked: Asked): FieldDecision => {
  if (one.kind === 'REFUSED') return one;
  if (other.kind === 'REFUSED') return { ...other, ...asked };
  if (other.kind === 'SERVED') return one;
  if (one.kind === 'SERVED') return other;
  const institutions = one.institutions.filter((code) => other.institutions.includes(code));
  return institutions.length === 0
    ? { kind: 'REFUSED', reason: 'OUT_OF_SCOPE', ...asked }
    : { kind: 'SCOPED', institutions };
};

/** What is asked of a field: the field itself, and what its arguments choose rows by. */
const askedOf = (coordinate: string, given: readonly Given[]): Asked[] => [
  { coordinate },
  ...given.flatMap(({ argument, coordinates }) =>
    coordinates.map((each) => ({ coordinate: each, argument })),
  ),
];

/** Decides about a field with the arguments that it is given, and notes that where its accesses are recorded. */
export const decideField = (
  type: Pick<GraphQLObjectType, 'name'>,
  field: AnyField,
  given: readonly Given[],
  { guard, isRecorded }: Guarding,
  accesses: Accesses,
): FieldDecision => {
  if (!isGuarded(type, field)) return SERVED;
  const all = askedOf(`${type.name}.${field.name}`, given);
  const decision = all.reduce<FieldDecision>(
    (so, asked) => narrow(so, guard.decide(asked.coordinate), asked),
    SERVED,
  );
  if (isRecorded === undefined) return decision;
  if (decision.kind === 'REFUSED') {
    if (isRecorded(decision.coordinate)) addRefused(accesses, decision.reason, decision.coordinate);
  } else for (const { coordinate } of all) if (isRecorded(coordinate)) accesses.served.add(coordinate);
  return decision;
};

/** The accesses of a run: what was decided beforehand, and what was found out of scope on the way. */
export const withOutOfScope = (
  { served, refused }: Accesses,
  errors: readonly GraphQLError[],
  isRecorded: (coordinate: string) => boolean,
): Accesses => {
  const all: Accesses = {
    served,
    refused: new Map([...refused].map(([reason, set]) => [reason, new Set(set)])),
  };
  for (const { extensions } of errors) {
    const { code, reason, coordinate } = extensions;
    if (code !== 'SHARING_REFUSED' || reason !== 'OUT_OF_SCOPE' || typeof coordinate !== 'string') continue;
    if (isRecorded(coordinate)) addRefused(all, reason, coordinate);
  }
  return all;
};

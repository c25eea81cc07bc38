// How an operation is guarded: what is decided for its fields, and what is told of it afterwards.
import type { GraphQLError, GraphQLObjectType } from 'graphql';
import type { RefusalReason } from '../../../schema/sharing.ts';
import type { Decision, Guard } from '../sharing/guard.ts';
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

const SERVED: Decision = { kind: 'SERVED' };

/** True for what is the department's to decide; what federation itself asks is not. */
export const isGuarded = ({ name: type }: Pick<GraphQLObjectType, 'name'>, { name }: AnyField): boolean =>
  !type.startsWith('_') && !name.startsWith('_');

const addRefused = ({ refused }: Accesses, reason: RefusalReason, coordinate: string): void => {
  const known = refused.get(reason);
  if (known === undefined) refused.set(reason, new Set([coordinate]));
  else known.add(coordinate);
};

/** Decides about a field, and notes that where its accesses are recorded. */
export const decideField = (
  type: Pick<GraphQLObjectType, 'name'>,
  field: AnyField,
  { guard, isRecorded }: Guarding,
  accesses: Accesses,
): Decision => {
  if (!isGuarded(type, field)) return SERVED;
  const coordinate = `${type.name}.${field.name}`;
  const decision = guard.decide(coordinate);
  if (isRecorded?.(coordinate) === true) {
    if (decision.kind === 'REFUSED') addRefused(accesses, decision.reason, coordinate);
    else accesses.served.add(coordinate);
  }
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

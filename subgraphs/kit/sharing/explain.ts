// What a department decides about its fields for whoever asks, told without reading anything.
import { isObjectType, type GraphQLSchema } from 'graphql';
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { invalidValue } from '../../../schema/values.ts';
import { asOwnedBy } from '../../../schema/sdl.ts';
import type { RefusalReason } from '../../../schema/sharing.ts';
import { givenIn } from '../execute/filters.ts';
import { decideField, isGuarded, noAccesses, type FieldDecision } from '../execute/guarding.ts';
import { limitation, refusal } from '../execute/refusal.ts';
import type { ContextParts } from '../graph/context.ts';
import { root } from '../graph/fields.ts';
import type { IResolvers } from '../graph/resolvers.ts';
import { givenList } from './given.ts';
import type { Guard, GuardOf } from './guard.ts';

type Context = Pick<ContextParts, 'asker'>;

/** A decision as it is told, see `FieldDecision` in `schema/owner/explain.graphql`. */
interface ToldDecision {
  readonly coordinate: string;
  readonly decision: 'SERVED' | 'LIMITED' | 'REFUSED';
  readonly reason: RefusalReason | null;
  readonly apply: unknown;
  readonly applyZh: unknown;
  readonly institutions: readonly string[] | null;
}

export interface Explained {
  readonly owner: DepartmentName;
  /** The guard that execution asks, too. */
  readonly guardOf: GuardOf;
  /** The department's schema, once it is there. */
  readonly schema: () => GraphQLSchema;
}

/** What the error of such a field says, whether or not it is ever made. */
const errorOf = (
  owner: DepartmentName,
  coordinate: string,
  decision: FieldDecision,
): CodedError | undefined => {
  if (decision.kind === 'SERVED') return undefined;
  return decision.kind === 'REFUSED' ? refusal(owner, decision) : limitation(owner, coordinate);
};

const told = (owner: DepartmentName, coordinate: string, decision: FieldDecision): ToldDecision => {
  const details = errorOf(owner, coordinate, decision)?.details;
  return {
    coordinate,
    decision: decision.kind === 'SCOPED' ? 'LIMITED' : decision.kind,
    reason: decision.kind === 'REFUSED' ? decision.reason : null,
    apply: details?.['apply'] ?? null,
    applyZh: details?.['applyZh'] ?? null,
    institutions: decision.kind === 'SCOPED' ? decision.institutions : null,
  };
};

/** A field, or an argument of one; anything else is not repeated, since nobody knows what it is. */
const COORDINATE = /^([A-Z_a-z]\w{0,99})\.([A-Z_a-z]\w{0,99})(?:\(([A-Z_a-z]\w{0,99}):\))?$/;

/** Decides about a field as it is decided when it is asked for; about an argument, as where nothing else is given. */
type Decide = (guard: Guard) => FieldDecision;

/** How it is decided about a coordinate; undefined where the department has none such. */
const deciderOf = (coordinate: string, { owner, schema }: Explained): Decide | undefined => {
  const [, typeName = '', fieldName = '', argument] = COORDINATE.exec(coordinate) ?? [];
  const type = schema().getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!isObjectType(type) || field === undefined || !isGuarded(type, field)) return undefined;
  if (argument !== undefined && !field.args.some(({ name }) => name === argument)) return undefined;
  const isChoice = argument !== undefined && type !== schema().getMutationType();
  const given = isChoice ? givenIn(type, field, { [argument]: true }) : [];
  return (guard) => decideField(type, field, given, { owner, guard }, noAccesses());
};

/** Most coordinates that an error names. */
const NAMED_MAX = 10;

const unknown = (owner: DepartmentName, coordinates: readonly string[]): CodedError => {
  const named = coordinates.filter((coordinate) => COORDINATE.test(coordinate)).slice(0, NAMED_MAX);
  if (named.length > 0)
    return new CodedError('COORDINATES_UNKNOWN', { owner, coordinates: named.join(', ') });
  const [reason, reasonZh] = [
    'write Type.field or Type.field(argument:)',
    '应写作 Type.field 或 Type.field(argument:)',
  ];
  return invalidValue('coordinate', reason, reasonZh);
};

/** How it is decided about each of them, else an error that names those that the department does not have. */
const decidersOf = (coordinates: readonly string[], explained: Explained): [string, Decide][] => {
  const deciders = coordinates.flatMap((coordinate): [string, Decide][] => {
    const decide = deciderOf(coordinate, explained);
    return decide === undefined ? [] : [[coordinate, decide]];
  });
  if (deciders.length === coordinates.length) return deciders;
  const known = new Set(deciders.map(([coordinate]) => coordinate));
  throw unknown(
    explained.owner,
    coordinates.filter((coordinate) => !known.has(coordinate)),
  );
};

/** Resolvers of `schema/owner/explain.graphql` for a department. */
export const explainResolvers = (explained: Explained): IResolvers => {
  const { owner, guardOf } = explained;
  return {
    Query: {
      [asOwnedBy(owner, 'decisionsOfOwner')]: root(
        async (args: { readonly coordinates: readonly string[] }, { asker }: Context) => {
          const deciders = decidersOf(givenList('coordinate', args.coordinates), explained);
          const guard = asker === undefined ? undefined : await guardOf(asker);
          return deciders.map(([coordinate, decide]) =>
            told(owner, coordinate, guard === undefined ? { kind: 'SERVED' } : decide(guard)),
          );
        },
      ),
    },
  };
};

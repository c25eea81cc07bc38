import { getArgumentValues, Kind, visit, type FieldNode } from 'graphql';
import type { AskedColumns } from '../database/columns-asked.ts';
import type { Complete, Run } from './column.ts';
import { settle, after, toError, type Maybe } from './maybe.ts';
import type { CompiledField } from './objects.ts';
import type { Place } from './place.ts';
import { declared, resolverOf, type AnyField } from './reads.ts';

export type Values = readonly unknown[];
type Arguments = Readonly<Record<string, unknown>>;

/** The values of a field before they are completed. */
export type Resolve = (parents: Values, run: Run, place: Place) => Maybe<Values>;

const usesVariables = (node: FieldNode): boolean => {
  let found = false;
  for (const argument of node.arguments ?? [])
    visit(argument, {
      [Kind.VARIABLE]: () => {
        found = true;
      },
    });
  return found;
};

/** The arguments of a field, coerced: once per run, or once for all where no variable is in them. */
export const argumentsOf = (field: AnyField, node: FieldNode): ((run: Run) => Arguments) => {
  if (usesVariables(node)) return ({ variables }) => getArgumentValues(field, node, variables);
  let known: Arguments | undefined;
  return () => (known ??= getArgumentValues(field, node, {}));
};

const failedAll = (parents: Values, thrown: unknown): Values => {
  const error = toError(thrown);
  return parents.map(() => error);
};

type OneByOne = (parent: unknown, args: Arguments, context: unknown) => unknown;

const property =
  (name: string): OneByOne =>
  (parent, args, context) => {
    if (typeof parent !== 'object' || parent === null) return undefined;
    const value = (parent as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'function' ? value.call(parent, args, context) : value;
  };

const oneByOne =
  (field: AnyField, args: (run: Run) => Arguments): Resolve =>
  (parents, run) => {
    const resolve = (resolverOf(field) as OneByOne | undefined) ?? property(field.name);
    const given = args(run);
    const values = parents.map((parent): unknown => {
      try {
        return resolve(parent, given, run.context);
      } catch (thrown) {
        return toError(thrown);
      }
    });
    return settle(values);
  };

const allAtOnce = (
  field: AnyField,
  args: (run: Run) => Arguments,
  asked: AskedColumns,
): Resolve | undefined => {
  const { many } = declared(field);
  if (many === undefined) return undefined;
  return (parents, run) => {
    const values = many(parents, args(run), run.context, asked);
    return values instanceof Promise ? values.catch((thrown: unknown) => failedAll(parents, thrown)) : values;
  };
};

/** How a field is resolved for all objects of a level. */
export const resolveAll = (field: AnyField, node: FieldNode, asked: AskedColumns): Resolve => {
  const args = argumentsOf(field, node);
  return allAtOnce(field, args, asked) ?? oneByOne(field, args);
};

/** Compiles a field of an object type: resolve all, then complete all. */
export const compileField = (responseName: string, resolve: Resolve, complete: Complete): CompiledField => ({
  responseName,
  resolve: (parents, run, place) => {
    let values: Maybe<Values>;
    try {
      values = resolve(parents, run, place);
    } catch (thrown) {
      values = failedAll(parents, thrown);
    }
    return after(values, (resolved) => complete(resolved, run, place));
  },
});

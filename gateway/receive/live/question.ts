import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { CodedError, ERRORS, type ErrorCode } from '../../../schema/errors.ts';

/** What the graph offers to be followed: root fields that lead to runs of rules. */
const LIVE_FIELDS: ReadonlySet<string> = new Set(['ruleRun', 'ruleRuns']);
/** Fields that lead on to the runs. */
const ON_THE_WAY: ReadonlySet<string> = new Set([...LIVE_FIELDS, 'nodes', 'edges', 'node']);
const STATE = 'state';
/** States of a run of which there is more to come. */
const UNDER_WAY: ReadonlySet<unknown> = new Set(['PENDING', 'RUNNING']);

/** An answer, read back from its text. */
export interface ReadAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** A query that is to be kept up to date. */
export interface LiveQuestion {
  /** True where an answer leaves nothing to be followed. */
  readonly isOver: (answer: ReadAnswer) => boolean;
}

type FieldsOf = (set: SelectionSetNode) => readonly FieldNode[];

/** Fields of a selection, those in fragments too, which are valid: none leads to itself. */
const fieldsIn = ({ definitions }: DocumentNode): FieldsOf => {
  const fragments = new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet] as const] : [],
    ),
  );
  const fieldsOf: FieldsOf = ({ selections }) =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const set =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragments.get(selection.name.value);
      return set === undefined ? [] : fieldsOf(set);
    });
  return fieldsOf;
};

const asksState = ({ name, selectionSet }: FieldNode, fieldsOf: FieldsOf): boolean =>
  selectionSet === undefined
    ? name.value === STATE
    : ON_THE_WAY.has(name.value) && fieldsOf(selectionSet).some((field) => asksState(field, fieldsOf));

/** The states of all runs in a part of an answer. */
const statesIn = (value: unknown, set: SelectionSetNode, fieldsOf: FieldsOf): unknown[] => {
  if (Array.isArray(value)) return value.flatMap((one) => statesIn(one, set, fieldsOf));
  if (typeof value !== 'object' || value === null) return [];
  return fieldsOf(set).flatMap(({ name, alias = name, selectionSet }): unknown[] => {
    const below: unknown = Reflect.get(value, alias.value);
    if (selectionSet === undefined) return name.value === STATE ? [below] : [];
    return ON_THE_WAY.has(name.value) ? statesIn(below, selectionSet, fieldsOf) : [];
  });
};

/** True for what passes by itself: an owner that is away, or that was too slow. What failed inside does not. */
const isPassing = (code: string | undefined): boolean =>
  code !== undefined && code in ERRORS && ERRORS[code as ErrorCode].http > 500;

/**
 * Reads what a query with `@live` follows; LIVE_QUERY_UNSUPPORTED where it asks for anything but runs of rules, or does
 * not ask for their state, by which it is seen when to end. The document is valid.
 */
export const readLive = (document: DocumentNode, { selectionSet }: OperationDefinitionNode): LiveQuestion => {
  const fieldsOf = fieldsIn(document);
  const other = fieldsOf(selectionSet).find((field) => !asksState(field, fieldsOf));
  if (other !== undefined) throw new CodedError('LIVE_QUERY_UNSUPPORTED', { field: other.name.value });
  return {
    isOver: ({ data, errors = [] }) =>
      !errors.some(({ extensions }) => isPassing(extensions?.code)) &&
      !statesIn(data, selectionSet, fieldsOf).some((state) => UNDER_WAY.has(state)),
  };
};

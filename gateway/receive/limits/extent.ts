import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';
import { CodedError } from '../../../schema/errors.ts';
import { namesLimit } from './names.ts';

/**
 * Deepest nesting of a query. The deepest question of `schema/operations` needs 8, introspection 13; each level can be
 * one more wait for an owner, and 24 waits of 1 s are still within the deadline.
 */
export const DEPTH_MAX = 24;
/** Most fields of an operation once its fragments are written out; introspection has some 150. */
const FIELDS_MAX = 10_000;
/**
 * Most aliases of an operation once its fragments are written out, with no exemption. Four counts of a unit for each
 * month of a year are 48; `schema/operations` needs none. What takes more is asked for by a list.
 */
const ALIASES_MAX = 50;

/** How deep a selection nests, and how many fields and aliases it has, its fragments written out. */
interface Extent {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
}

const NOTHING: Extent = { depth: 0, fields: 0, aliases: 0 };

const both = (a: Extent, b: Extent): Extent => ({
  depth: Math.max(a.depth, b.depth),
  fields: a.fields + b.fields,
  aliases: a.aliases + b.aliases,
});

const fieldOver = (inner: Extent, aliased: boolean): Extent => ({
  depth: inner.depth + 1,
  fields: inner.fields + 1,
  aliases: inner.aliases + (aliased ? 1 : 0),
});

/** Each fragment is measured once, however often it is spread. */
const measure = (context: ValidationContext): ((selectionSet: SelectionSetNode | undefined) => Extent) => {
  const fragments = new Map<string, Extent>();
  const ofFragment = (name: string): Extent => {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    // A fragment inside itself adds nothing; another rule refuses it.
    fragments.set(name, NOTHING);
    const extent = of(context.getFragment(name)?.selectionSet);
    fragments.set(name, extent);
    return extent;
  };
  const of = (selectionSet: SelectionSetNode | undefined): Extent =>
    (selectionSet?.selections ?? [])
      .map((selection) => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
        const inner = of(selection.selectionSet);
        return selection.kind === Kind.FIELD ? fieldOver(inner, selection.alias !== undefined) : inner;
      })
      .reduce(both, NOTHING);
  return of;
};

const faultsOf = ({ depth, fields, aliases }: Extent): CodedError[] => [
  ...(depth > DEPTH_MAX ? [new CodedError('QUERY_TOO_DEEP', { depth, max: DEPTH_MAX })] : []),
  ...(fields > FIELDS_MAX ? [new CodedError('QUERY_TOO_LARGE', { fields, max: FIELDS_MAX })] : []),
  ...(aliases > ALIASES_MAX ? [new CodedError('ALIASES_TOO_MANY', { aliases, max: ALIASES_MAX })] : []),
];

/** Refuses operations that nest deeper, are larger, or have more aliases than the limits, or one that no answer can have. */
export const extentLimit = (context: ValidationContext): ASTVisitor => {
  const extentOf = measure(context);
  return {
    ...namesLimit(context),
    OperationDefinition: (node) => {
      for (const originalError of faultsOf(extentOf(node.selectionSet)))
        context.reportError(new GraphQLError(originalError.message, { nodes: [node], originalError }));
    },
  };
};

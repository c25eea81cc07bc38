import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';
import { CodedError } from '../../schema/errors.ts';

/** Deepest nesting of a query. The deepest question of `schema/operations` needs 8, introspection 13. */
const DEPTH_MAX = 16;
/** Most tokens in a document: a question of 10,000 tokens is some 40 kB of text. */
export const TOKENS_MAX = 10_000;
/** Largest request body in bytes. */
export const BODY_MAX_BYTES = 2 * 1024 * 1024;

const deepest = (depths: readonly number[]): number =>
  depths.reduce((most, depth) => Math.max(most, depth), 0);

/** Nesting of fields below a selection, through fragments; a fragment inside itself adds nothing. */
const depthOf = (
  context: ValidationContext,
  selectionSet: SelectionSetNode | undefined,
  inside: readonly string[],
): number =>
  deepest(
    (selectionSet?.selections ?? []).map((selection) => {
      if (selection.kind === Kind.FIELD) return 1 + depthOf(context, selection.selectionSet, inside);
      if (selection.kind === Kind.INLINE_FRAGMENT) return depthOf(context, selection.selectionSet, inside);
      const name = selection.name.value;
      if (inside.includes(name)) return 0;
      return depthOf(context, context.getFragment(name)?.selectionSet, [...inside, name]);
    }),
  );

/** Refuses operations that nest deeper than `DEPTH_MAX`. */
export const depthLimit = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition: (node) => {
    const depth = depthOf(context, node.selectionSet, []);
    if (depth <= DEPTH_MAX) return;
    const originalError = new CodedError('QUERY_TOO_DEEP', { depth, max: DEPTH_MAX });
    context.reportError(new GraphQLError(originalError.message, { nodes: [node], originalError }));
  },
});

import type { RequestHandler } from 'express';
import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';
import { CodedError } from '../../schema/errors.ts';

/** Deepest nesting of a query. The deepest question of `schema/operations` needs 8, introspection 13. */
const DEPTH_MAX = 16;
/** Most fields of an operation once its fragments are written out; introspection has some 150. */
const FIELDS_MAX = 10_000;
/** Most tokens in a document: a question of 10,000 tokens is some 40 kB of text. */
export const TOKENS_MAX = 10_000;
/** Largest request body in bytes. */
export const BODY_MAX_BYTES = 2 * 1024 * 1024;

/** How deep a selection nests and how many fields it has, its fragments written out. */
interface Extent {
  readonly depth: number;
  readonly fields: number;
}

const NOTHING: Extent = { depth: 0, fields: 0 };

const both = (a: Extent, b: Extent): Extent => ({
  depth: Math.max(a.depth, b.depth),
  fields: a.fields + b.fields,
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
        return selection.kind === Kind.FIELD ? { depth: inner.depth + 1, fields: inner.fields + 1 } : inner;
      })
      .reduce(both, NOTHING);
  return of;
};

/** Refuses operations that nest deeper or are larger than the limits. */
export const extentLimit = (context: ValidationContext): ASTVisitor => {
  const extentOf = measure(context);
  return {
    OperationDefinition: (node) => {
      const { depth, fields } = extentOf(node.selectionSet);
      const refuse = (originalError: CodedError): void =>
        context.reportError(new GraphQLError(originalError.message, { nodes: [node], originalError }));
      if (depth > DEPTH_MAX) refuse(new CodedError('QUERY_TOO_DEEP', { depth, max: DEPTH_MAX }));
      if (fields > FIELDS_MAX) refuse(new CodedError('QUERY_TOO_LARGE', { fields, max: FIELDS_MAX }));
    },
  };
};

/** Braces in a row that no question has, and few enough for the parser, which calls itself for each. */
const BRACES_MAX = 500;

/** How many braces of a text are open at most. Braces in strings count, too: a question has none to speak of. */
const bracesOf = (text: string): number => {
  let open = 0;
  let most = 0;
  for (const brace of text.match(/[{}]/g) ?? []) {
    open += brace === '{' ? 1 : -1;
    most = Math.max(most, open);
  }
  return most;
};

/** Refuses a request whose text would exhaust the parser's stack. */
export const refuseAbyss: RequestHandler = (request, _response, next) => {
  const body: unknown = request.body;
  const sent: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'query') : undefined;
  const depth = bracesOf(String(sent ?? request.query['query'] ?? ''));
  next(depth > BRACES_MAX ? new CodedError('QUERY_TOO_DEEP', { depth, max: DEPTH_MAX }) : undefined);
};

// The oracle: an operation compiled must answer as `graphql-js` does.
import {
  execute,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { compileOperation } from '../../../subgraphs/kit/execute/compile.ts';
import type { Guarding } from '../../../subgraphs/kit/execute/guarding.ts';
import { interpret } from '../../../subgraphs/kit/execute/interpret.ts';
import type { Asked } from './ask.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown;

const written = ({ message, path }: GraphQLError): string => `${(path ?? []).join('.')}: ${message}`;

/** True where the answer is null at the path or above it. */
const isNulled = (data: unknown, path: readonly (string | number)[]): boolean => {
  let value = data;
  for (const step of path) {
    if (value === null || value === undefined) return true;
    value = Reflect.get(Object(value), step);
  }
  return value === null || value === undefined;
};

/** What both said; `text` for whoever reads a failure. */
export interface Compared {
  readonly text: string;
  readonly compiled: ExecutionResult;
  readonly expected: ExecutionResult;
}

const readable = (schema: GraphQLSchema, text: string): DocumentNode => {
  const document = parse(text);
  const faults = validate(schema, document);
  if (faults.length > 0) throw new Error(`${text}: ${faults.map(String).join()}`);
  return document;
};

/** Asks both for an asker, each with a context of its own; the schema has its guard. */
export const askBothGuarded = async (
  schema: GraphQLSchema,
  { text, variables }: Asked,
  contextOf: () => unknown,
  guarding: Guarding,
): Promise<Compared> => {
  const document = readable(schema, text);
  const { told: _, ...compiled } = await compileOperation(schema, text)(variables, contextOf(), guarding);
  const { told: __, ...expected } = await interpret(schema, document)(variables, contextOf(), guarding);
  return { text, compiled, expected };
};

/** Asks both, each with a context of its own. */
export const askBoth = async (
  schema: GraphQLSchema,
  { text, variables }: Asked,
  contextOf: () => unknown,
): Promise<Compared> => {
  const document = readable(schema, text);
  const compiled = await compileOperation(schema, text)(variables, contextOf());
  const expected = await execute({ schema, document, variableValues: variables, contextValue: contextOf() });
  return { text, compiled, expected };
};

/**
 * Equal data in equal order; every error of `graphql-js`, which stops at the first one below what it nulls; and others
 * only below something that is null.
 */
export const expectSame = ({ text, compiled, expected }: Compared): void => {
  expect({ text, data: JSON.stringify(compiled.data) }).toEqual({
    text,
    data: JSON.stringify(expected.data),
  });
  const [ours, theirs] = [compiled, expected].map(({ errors = [] }) => errors.map(written));
  expect({ text, errors: ours }).toEqual({ text, errors: expect.arrayContaining(theirs ?? []) });
  expect(ours?.length === 0).toBe(theirs?.length === 0);
  for (const { path = [] } of compiled.errors ?? []) expect(isNulled(plain(compiled.data), path)).toBe(true);
};

const isAboutSharing = ({ extensions }: GraphQLError): boolean =>
  ['SHARING_REFUSED', 'SHARING_LIMITED'].includes(String(extensions['code']));

const about = ({ extensions: { code, coordinate, reason, argument } }: GraphQLError): string =>
  [code, coordinate, reason, argument].map(String).join(' ');

const whole = (error: GraphQLError): string =>
  isAboutSharing(error) ? `${written(error)} ${JSON.stringify(error.extensions)}` : written(error);

/** What can be said of an error wherever it stands. */
const placeless = (error: GraphQLError): string => (isAboutSharing(error) ? about(error) : written(error));

/**
 * The same for guarded answers: what is said of sharing is the same, too, and stands at the same places, once for each
 * field. Where an error has nulled what contains it, `graphql-js` may have stopped before it came to another field.
 */
export const expectSameGuarded = ({ text, compiled, expected }: Compared): void => {
  const data = JSON.stringify(compiled.data);
  expect({ text, data }).toEqual({ text, data: JSON.stringify(expected.data) });
  const { errors: ours = [] } = compiled;
  const { errors: theirs = [] } = expected;
  const sharing = ours.filter(isAboutSharing).map(about);
  expect({ text, said: [...new Set(sharing)] }).toEqual({ text, said: sharing });
  const answer = plain(compiled.data);
  if (ours.some(({ path = [] }) => isNulled(answer, path.slice(0, -1))))
    expect({ text, said: ours.map(placeless) }).toEqual({
      text,
      said: expect.arrayContaining(theirs.map(placeless)),
    });
  else expect({ text, said: ours.map(whole).sort() }).toEqual({ text, said: theirs.map(whole).sort() });
};

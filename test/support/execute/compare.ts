// The oracle: an operation compiled must answer as `graphql-js` does.
import {
  execute,
  parse,
  validate,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { compileOperation } from '../../../subgraphs/kit/execute/compile.ts';
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

/** Asks both, each with a context of its own. */
export const askBoth = async (
  schema: GraphQLSchema,
  { text, variables }: Asked,
  contextOf: () => unknown,
): Promise<Compared> => {
  const document = parse(text);
  const faults = validate(schema, document);
  if (faults.length > 0) throw new Error(`${text}: ${faults.map(String).join()}`);
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

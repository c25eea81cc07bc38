import { createHash } from 'node:crypto';
import { getOperationAST, GraphQLError, parse, type DocumentNode } from 'graphql';
import { CodedError } from '../../schema/errors.ts';
import type { Answer, Executor } from '../execute.ts';
import type { ClientRequest } from '../fetch/owners/client-request.ts';

/** What the graph is asked: a document of one operation, read once. */
export interface Question {
  readonly document: DocumentNode;
  /** Hash of the text, by which compiled operations are kept. */
  readonly documentKey: string;
}

/** Reads a question that is known when it is written. */
export const question = (text: string): Question => ({
  document: parse(text),
  documentKey: createHash('sha256').update(text).digest('hex'),
});

/** Puts a question to a graph for a client. */
export const put = (
  executor: Executor,
  { document, documentKey }: Question,
  variables: Readonly<Record<string, unknown>>,
  client: ClientRequest,
): Promise<Answer> => {
  const operation = getOperationAST(document);
  if (operation === null || operation === undefined) throw new Error('a question has one operation');
  return executor.answer({ documentKey, document, operation, variables, client });
};

/** The data of an answer that is needed whole. Throws its first error. */
export const needed = ({ data, errors = [] }: Answer): Readonly<Record<string, unknown>> => {
  const [error] = errors;
  if (error !== undefined) throw error.originalError ?? error;
  return data ?? {};
};

/** Code of an error, made here or told by an owner in its answer; undefined where it has none. */
export const codeOf = (error: unknown): string | undefined => {
  const isCoded = error instanceof CodedError || error instanceof GraphQLError;
  const code = isCoded ? error.extensions['code'] : undefined;
  return typeof code === 'string' ? code : undefined;
};

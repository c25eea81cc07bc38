import type { RequestHandler } from 'express';
import { CodedError } from '../../../schema/errors.ts';
import { DEPTH_MAX } from './extent.ts';

/**
 * Most tokens in a document, some 20 kB of text; the longest of `schema/operations` has 92, introspection 184. The validation of fields
 * that overlap takes time with the square of them: 0.3 s at worst for this many, 1.2 s for twice as many.
 */
export const TOKENS_MAX = 5_000;

/** Brackets in a row that no question has, and few enough for the parser, which calls itself for each. */
const BRACKETS_MAX = 500;

/** By character code: 1 opens, -1 closes. */
const STEPS: ReadonlyMap<number, number> = new Map(
  ['{}', '[]', '()'].flatMap((pair): [number, number][] => [
    [pair.charCodeAt(0), 1],
    [pair.charCodeAt(1), -1],
  ]),
);

/** How many brackets of a text are open at most. Those in strings count, too: a question has none to speak of. */
const bracketsOf = (text: string): number => {
  let open = 0;
  let most = 0;
  for (let index = 0; index < text.length; index++) {
    open += STEPS.get(text.charCodeAt(index)) ?? 0;
    if (open > most) most = open;
  }
  return most;
};

const textOf = (body: unknown, parameter: unknown): string => {
  const sent: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'query') : undefined;
  const text = sent ?? parameter;
  return typeof text === 'string' ? text : '';
};

/** What is wrong with a text that would exhaust the parser's stack. */
export const abyssOf = (text: string): CodedError | undefined => {
  const depth = bracketsOf(text);
  return depth > BRACKETS_MAX ? new CodedError('QUERY_TOO_DEEP', { depth, max: DEPTH_MAX }) : undefined;
};

/** Refuses a request whose text would exhaust the parser's stack. */
export const refuseAbyss: RequestHandler = (request, _response, next) => {
  next(abyssOf(textOf(request.body, request.query['query'])));
};

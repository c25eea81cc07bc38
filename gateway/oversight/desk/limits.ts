import { getOperationAST, GraphQLError, parse, validate, type GraphQLSchema } from 'graphql';
import { CodedError } from '../../../schema/errors.ts';
import { perRequest, type ClientRequest } from '../../fetch/owners/client-request.ts';
import { isTooLong } from '../../receive/errors.ts';
import { weigh } from '../../receive/limits/cost.ts';
import type { Declared } from '../../receive/limits/declared.ts';
import { extentLimit } from '../../receive/limits/extent.ts';
import { abyssOf, TOKENS_MAX } from '../../receive/limits/text.ts';
import { weightFault } from '../../receive/limits/weight-limit.ts';
import { PAGE } from '../judge/populations.ts';
import type { Rule } from '../rule/compile.ts';

/** Tokens that the rules of one request may have together: as many as a question. */
const allowanceOf = perRequest(() => ({ tokens: TOKENS_MAX }));

/**
 * Refuses a text that no question may be: too long, too deep, too large. What is no GraphQL at all is left to whoever
 * reads it as a rule and says where.
 */
export const checkExtent = (text: string, schema: GraphQLSchema, client: ClientRequest): void => {
  const abyss = abyssOf(text);
  if (abyss !== undefined) throw abyss;
  const allowance = allowanceOf(client);
  try {
    const document = parse(text, { maxTokens: allowance.tokens });
    allowance.tokens -= document.tokenCount ?? 0;
    const [beyond] = validate(schema, document, [extentLimit]);
    if (beyond !== undefined) throw beyond.originalError ?? beyond;
  } catch (error) {
    if (error instanceof GraphQLError && isTooLong(error.message))
      throw new CodedError('QUERY_TOO_LONG', { max: TOKENS_MAX }, { cause: error });
    if (!(error instanceof GraphQLError)) throw error;
  }
};

/** Refuses a rule whose pages may bring more than an answer may. */
export const checkWeight = ({ document }: Rule, schema: GraphQLSchema, declared: Declared): void => {
  const operation = getOperationAST(document);
  if (operation === null || operation === undefined) return;
  const fault = weightFault(weigh(document, operation, schema, declared), { first: PAGE });
  if (fault !== undefined) throw fault;
};

import {
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  specifiedRules,
  validate,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { CodedError } from '../../../schema/errors.ts';
import { isTooLong } from '../../receive/errors.ts';
import { weigh } from '../../receive/limits/cost.ts';
import type { Declared } from '../../receive/limits/declared.ts';
import { extentLimit } from '../../receive/limits/extent.ts';
import { abyssOf, TOKENS_MAX } from '../../receive/limits/text.ts';
import { weightFault } from '../../receive/limits/weight-limit.ts';

/** Tokens that a request may still have explained: each text alone may be as long as a question, and all of them together. */
export interface Allowance {
  tokens: number;
}

/** A question that fits the graph and its limits. */
export interface Question {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export interface QuestionText {
  readonly operation: string;
  readonly operationName?: string | null;
}

const parsed = (text: string, allowance: Allowance): DocumentNode => {
  const abyss = abyssOf(text);
  if (abyss !== undefined) throw abyss;
  try {
    const document = parse(text, { maxTokens: allowance.tokens });
    allowance.tokens -= document.tokenCount ?? 0;
    return document;
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    if (isTooLong(cause.message)) throw new CodedError('QUERY_TOO_LONG', { max: TOKENS_MAX });
    throw new CodedError('GRAPHQL_PARSE_FAILED', { reason: cause.message }, { cause });
  }
};

/** Its extent first: the other rules take long for what is too large. */
const checkFit = (schema: GraphQLSchema, document: DocumentNode): void => {
  const [beyond] = validate(schema, document, [extentLimit]);
  if (beyond !== undefined) throw beyond.originalError ?? beyond;
  const [unfit] = validate(schema, document, specifiedRules);
  if (unfit !== undefined)
    throw new CodedError('GRAPHQL_VALIDATION_FAILED', { reason: unfit.message }, { cause: unfit });
};

const dependsOnVariable = ({ name, arguments: given = [] }: DirectiveNode): boolean =>
  (name.value === 'skip' || name.value === 'include') &&
  given.some(({ value }) => value.kind === Kind.VARIABLE);

/** A question without the conditions that its variables decide: all of it may be asked. */
const wholeOf = (document: DocumentNode): DocumentNode =>
  visit(document, { Directive: (node) => (dependsOnVariable(node) ? null : undefined) });

/** Reads a question as the gateway would take it; one that it would refuse is refused alike. */
export const readQuestion = (
  { operation: text, operationName }: QuestionText,
  schema: GraphQLSchema,
  declared: Declared,
  allowance: Allowance,
): Question => {
  const asked = parsed(text, allowance);
  checkFit(schema, asked);
  const document = wholeOf(asked);
  const operation = getOperationAST(document, operationName);
  if (operation === undefined || operation === null) throw new CodedError('OPERATION_RESOLUTION_FAILURE');
  const fault = weightFault(weigh(document, operation, schema, declared), {});
  if (fault !== undefined) throw fault;
  return { document, operation };
};

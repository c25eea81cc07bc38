import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';
import { CodedError } from '../../../schema/errors.ts';

/** The one name under which an answer keeps nothing: to JavaScript, putting a value there changes what an object is. */
const PROTOTYPE = '__proto__';

/** Refuses it as an alias. GraphQL keeps names with two underscores for itself, and no graph has a field of this one. */
export const namesLimit = (context: ValidationContext): ASTVisitor => ({
  Field: (node) => {
    if (node.alias?.value !== PROTOTYPE) return;
    const originalError = new CodedError('GRAPHQL_VALIDATION_FAILED');
    context.reportError(new GraphQLError(originalError.message, { nodes: [node], originalError }));
  },
});

import { FIELDS, shareClassOf } from './share-class.mjs';

/** A field that may be refused is nullable: a refusal is `null` and an error, and takes nothing else with it. */
export const refusable = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { promised: 'A field that is not OPEN may be refused: make its type nullable.' },
  },
  create: (context) => ({
    [FIELDS]: (field) => {
      const shareClass = shareClassOf(field);
      if (shareClass !== undefined && shareClass !== 'OPEN' && field.gqlType.kind === 'NonNullType')
        context.report({ node: field.gqlType, messageId: 'promised' });
    },
  }),
};

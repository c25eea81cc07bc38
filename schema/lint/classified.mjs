import { FIELDS, shareClassOf } from './share-class.mjs';

/** Every field says how it may be shared: one that says nothing is served to nobody else. */
export const classified = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      unclassified: 'Say how the field may be shared: @share(class: OPEN | CONDITIONAL | WITHHELD).',
    },
  },
  create: (context) => ({
    [FIELDS]: (field) => {
      if (shareClassOf(field) === undefined) context.report({ node: field.name, messageId: 'unclassified' });
    },
  }),
};

/** A description is English, then ` · ` and the Chinese term. */
export const bilingual = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { english: 'End the description with ` · ` and the Chinese term.' },
  },
  create: (context) => ({
    '.description[type=StringValue]': (node) => {
      if (!/^\S[\s\S]* · \p{Script=Han}[^·]*$/u.test(node.value))
        context.report({ node, messageId: 'english' });
    },
  }),
};

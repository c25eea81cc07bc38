import { parse, visit, BREAK } from 'graphql';
import { TOKENS_MAX } from '../limits/text.ts';

const SCHEMA_FIELDS: ReadonlySet<string> = new Set(['__schema', '__type']);

/** True for a document that asks for the schema itself; one that cannot be read asks for nothing. */
export const introspects = (text: string): boolean => {
  // Spares nearly all documents the reading.
  if (![...SCHEMA_FIELDS].some((name) => text.includes(name))) return false;
  let found = false;
  try {
    visit(parse(text, { noLocation: true, maxTokens: TOKENS_MAX }), {
      Field: ({ name }) => {
        found = SCHEMA_FIELDS.has(name.value);
        return found ? BREAK : undefined;
      },
    });
  } catch {
    return false;
  }
  return found;
};

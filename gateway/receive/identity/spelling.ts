/** Longest token in bytes. Ours are below 1 kB; a provider that lists many groups may need some more. */
const TOKEN_MAX_BYTES = 8 * 1024;

const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** The bits that the last character has left over may be written in several ways, of which one is right. */
const isCanonical = (part: string): boolean =>
  BASE64URL.test(part) && Buffer.from(part, 'base64url').toString('base64url') === part;

/**
 * True for a token in its one spelling: three parts of base64url without padding, white space or stray bits. Else one
 * signed token would have many spellings, and whatever is kept by a token's text could be circumvented. Source: RFC
 * 7515 section 2, RFC 4648 section 3.5.
 */
export const isWellSpelt = (token: string): boolean => {
  if (token.length > TOKEN_MAX_BYTES) return false;
  const parts = token.split('.');
  return parts.length === 3 && parts.every(isCanonical);
};

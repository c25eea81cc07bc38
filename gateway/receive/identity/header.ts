import type { JWTHeaderParameters } from 'jose';

/**
 * Members of a token's header that bring a key along, point at one, or change how the token is read. The keys are the
 * issuer's alone, and no extension is understood here. Source: RFC 8725 sections 3.10 and 3.12, RFC 7515 section 4.1.11.
 */
const FORBIDDEN = ['jwk', 'jku', 'x5u', 'x5c', 'crit', 'b64', 'zip', 'enc', 'cty'];

/** True for a header that only says which of the issuer's keys signed, and how. */
export const isPlainHeader = (header: JWTHeaderParameters): boolean =>
  FORBIDDEN.every((name) => !Object.hasOwn(header, name));

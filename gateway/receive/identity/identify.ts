import { CodedError } from '../../../schema/errors.ts';
import { rememberVerified } from './remember.ts';
import { createVerifier, type VerifierOptions } from './verify.ts';
import type { Viewer } from '../../../schema/sharing.ts';

/** `Authorization: Bearer <token>`. Source: RFC 6750 section 2.1; the scheme's case does not matter (RFC 9110, 11.1). */
const BEARER = /^bearer (.*)$/is;

/** The token of an `Authorization` header; TOKEN_MISSING where there is none. Tokens in addresses or bodies are not read. */
const bearerOf = (authorization: string | undefined): string => {
  const token = BEARER.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new CodedError('TOKEN_MISSING');
  return token;
};

/** Who the request with an `Authorization` header is from. */
export type Identify = (authorization: string | undefined) => Promise<Viewer>;

/** Identifies by tokens of one issuer, each verified once a minute; single-use tokens each time. */
export const createIdentify = (options: VerifierOptions): Identify => {
  const verifier = createVerifier(options);
  const verify = options.once === true ? verifier : rememberVerified(verifier, options.clock);
  return async (authorization) => (await verify(bearerOf(authorization))).viewer;
};

import { verify } from 'node:crypto';
import { z } from 'zod';
import { ASSERTION_ISSUER, ASSERTION_LIFETIME_S, ASSERTION_TYPE } from '../../../schema/door.ts';
import type { Asker } from '../../../schema/sharing.ts';
import { AskerClaim } from './asker.ts';
import type { TrustedKeys } from './keys.ts';

/** How far the clocks of a gateway and a department may be apart. */
export const SKEW_S = 5;

/** Why nobody is let in: for the log, never for who knocks. */
export type Refusal =
  | 'no assertion'
  | 'malformed'
  | 'unknown key'
  | 'wrong signature'
  | 'other audience'
  | 'no asker'
  | 'from the future'
  | 'expired'
  | 'older than this process'
  | 'shown before'
  | 'not a plain POST'
  | 'other body';

/** What a department holds an assertion against. Times are seconds since 1970. */
export interface Expected {
  readonly audience: string;
  readonly keys: TrustedKeys;
  readonly nowS: number;
  /** When this process began to remember what it was shown. */
  readonly sinceS: number;
}

/** Three parts in base64url, the last of them 64 bytes. */
const COMPACT = /^(?<head>[\w-]+)\.(?<body>[\w-]+)\.(?<signature>[\w-]{86})$/;

const Head = z.strictObject({
  alg: z.literal('EdDSA'),
  typ: z.literal(ASSERTION_TYPE),
  kid: z.string(),
});

const Claims = z
  .strictObject({
    iss: z.literal(ASSERTION_ISSUER),
    aud: z.string(),
    iat: z.int(),
    exp: z.int(),
    jti: z.string().min(16).max(64),
    sha256: z.string(),
    asker: AskerClaim.optional(),
  })
  .refine(({ iat, exp }) => exp > iat && exp <= iat + ASSERTION_LIFETIME_S);

type Claims = z.output<typeof Claims>;

/** What lets in: it says whom the department answers, be it the gateway itself. */
export type Admission = Omit<Claims, 'asker'> & { readonly asker: Asker | null };

/** What a valid assertion says, or why it is none. */
export type Verdict = { readonly admission: Admission } | { readonly refusal: Refusal };

const decode = <T>(schema: z.ZodType<T>, part: string): T | undefined => {
  try {
    return schema.parse(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
};

/** The bytes of a signature; undefined where its last letter says more than they do. */
const signatureOf = (part: string): Buffer | undefined => {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : undefined;
};

const timeRefusal = ({ iat, exp }: Claims, { nowS, sinceS }: Expected): Refusal | undefined => {
  if (iat > nowS + SKEW_S) return 'from the future';
  if (exp < nowS - SKEW_S) return 'expired';
  // It may have been shown to the process before this one.
  return iat < sinceS ? 'older than this process' : undefined;
};

/** Checks an assertion by itself; the signature comes before anything that it says. */
export const checkAssertion = (text: string, expected: Expected): Verdict => {
  const { head = '', body = '', signature: tail = '' } = COMPACT.exec(text)?.groups ?? {};
  const kid = decode(Head, head)?.kid;
  const signature = signatureOf(tail);
  if (kid === undefined || signature === undefined) return { refusal: 'malformed' };
  const key = expected.keys.get(kid);
  if (key === undefined) return { refusal: 'unknown key' };
  if (!verify(null, Buffer.from(`${head}.${body}`), key, signature)) return { refusal: 'wrong signature' };
  const claims = decode(Claims, body);
  if (claims === undefined) return { refusal: 'malformed' };
  if (claims.aud !== expected.audience) return { refusal: 'other audience' };
  const { asker } = claims;
  // Nobody is no reason to answer as if the gateway itself asked.
  if (asker === undefined) return { refusal: 'no asker' };
  const refusal = timeRefusal(claims, expected);
  return refusal === undefined ? { admission: { ...claims, asker } } : { refusal };
};

import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { keyIdOf } from '../../../schema/door.ts';

/** The public keys of gateways that are let in, by their names. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>;

/** A set of Ed25519 public keys; a private one has been handed to the wrong people. Source: RFC 7517, RFC 8037. */
const KeySet = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string(),
      d: z.never().optional(),
    }),
  ),
});

const named = (key: KeyObject): [string, KeyObject] => {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`a key for ${key.asymmetricKeyType}, not Ed25519`);
  return [keyIdOf(key), key];
};

/** Reads a JWKS. Several keys are let in at a time, so that a new one can come before the old one goes. */
export const trustedKeys = (jwks: string): TrustedKeys =>
  new Map(
    KeySet.parse(JSON.parse(jwks)).keys.map(({ kty, crv, x }) =>
      named(createPublicKey({ key: { kty, crv, x }, format: 'jwk' })),
    ),
  );

/** Reads the gateway's own key in PEM, where gateway and department share a data directory. */
export const trustedKey = (pem: string): TrustedKeys => new Map([named(createPublicKey(pem))]);

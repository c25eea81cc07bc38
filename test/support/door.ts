// A gateway's key pair for one run of tests, and doors that trust it.
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { signer, signingKey, type Sign } from '../../gateway/fetch/owners/remote/sign.ts';
import type { Refusal } from '../../subgraphs/kit/door/check.ts';
import { closedDoor, type Door } from '../../subgraphs/kit/door/door.ts';
import { trustedKeys } from '../../subgraphs/kit/door/keys.ts';

/** A new private key in PEM. */
export const newPem = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The public halves of private keys, as departments elsewhere are given them. */
export const jwksOf = (...pems: readonly string[]): string =>
  JSON.stringify({ keys: pems.map((pem) => createPublicKey(pem).export({ format: 'jwk' })) });

const PEM = newPem();
const KEY = signingKey(PEM);
const TRUSTED = trustedKeys(jwksOf(PEM));

/** Signs as a gateway does. */
export const signStrictly: Sign = signer(() => KEY);

/** The same; where nobody is identified, as in most tests, the gateway asks on its own behalf. */
export const sign: Sign = (owner, body, asker = null) => signStrictly(owner, body, asker);

/** A department's door that lets in the gateway of these tests. */
export const doorFor = (department: string, onRefused: (reason: Refusal) => void = () => undefined): Door =>
  closedDoor({ department, keysNow: () => TRUSTED, onRefused });

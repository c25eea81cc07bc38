// What a token and the door cost by themselves.
import { generateKeyPairSync, createPublicKey } from 'node:crypto';
import { hashOf } from '../../../schema/door.ts';
import type { Asker } from '../../../schema/sharing.ts';
import { signer, signingKey } from '../../../gateway/fetch/owners/remote/sign.ts';
import { GRAPH_AUDIENCE, issuerOf } from '../../../gateway/issuer/names.ts';
import { publicKeysOf, readIssuerKeys } from '../../../gateway/issuer/store/keys.ts';
import { signToken } from '../../../gateway/issuer/token.ts';
import { createIdentify } from '../../../gateway/receive/identity/identify.ts';
import { createVerifier } from '../../../gateway/receive/identity/verify.ts';
import { checkAssertion } from '../../../subgraphs/kit/door/check.ts';
import { trustedKey } from '../../../subgraphs/kit/door/keys.ts';
import { round, type Figure } from '../figure.ts';
import { ASKER } from '../linked/asker.ts';
import type { District } from '../linked/district.ts';
import { cpuMicroseconds } from './cpu.ts';

const CALLS = 2000;
/** Bytes of a body: that of a fetch of the linked query. */
const BODY_BYTES = 2048;

const micros = (part: string, value: number, note = ''): Figure => ({
  measure: `trust: ${part}`,
  value: round(value, 1),
  unit: 'CPU-µs',
  note,
});

/** Checking a token of the demo issuer. */
export const tokenFigures = async ({ dataDirectory }: District, origin: string): Promise<Figure[]> => {
  const keys = readIssuerKeys(dataDirectory);
  const token = await signToken(origin, keys, ASKER);
  const options = { issuer: issuerOf(origin), audience: GRAPH_AUDIENCE, jwks: publicKeysOf(keys) };
  const verify = createVerifier(options);
  const identify = createIdentify(options);
  return [
    micros('token that was not seen before', await cpuMicroseconds(() => verify(token), CALLS), 'ES256'),
    micros(
      'token that was seen within a minute',
      await cpuMicroseconds(() => identify(`Bearer ${token}`), CALLS),
    ),
  ];
};

const BODY = 'x'.repeat(BODY_BYTES);
const OWNER = 'finance';

/** Signing for a department elsewhere, and what it checks at its door. */
export const doorFigures = async (asker: Asker): Promise<Figure[]> => {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const key = signingKey(pem);
  const sign = signer(() => key);
  const assertion = sign(OWNER, BODY, asker);
  const keys = trustedKey(createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString());
  const bytes = Buffer.from(BODY);
  const check = (): string => {
    const verdict = checkAssertion(assertion, {
      audience: OWNER,
      keys,
      nowS: Date.now() / 1000,
      sinceS: 0,
    });
    if ('refusal' in verdict) throw new Error(verdict.refusal);
    return hashOf(bytes);
  };
  const note = `Ed25519, a body of ${BODY_BYTES} bytes`;
  return [
    micros('signature for a department', await cpuMicroseconds(() => sign(OWNER, BODY, asker), CALLS), note),
    micros('its check at the door', await cpuMicroseconds(check, CALLS), note),
  ];
};

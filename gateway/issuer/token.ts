import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { claimsOf } from './claims.ts';
import { COMMAND_LINE } from './clients.ts';
import { ACCESS_TOKEN_SECONDS, ALGORITHM, GRAPH_AUDIENCE, GRAPH_SCOPE, issuerOf } from './names.ts';
import type { PersonName } from './people.ts';
import { readIssuerKeys, type IssuerKeys } from './store/keys.ts';
import { readOrigin } from './store/origin.ts';

/** Signs an access token for a demo person, the same as a login would bring. */
export const signToken = async (origin: string, keys: IssuerKeys, person: PersonName): Promise<string> =>
  new SignJWT({ ...claimsOf(person), client_id: COMMAND_LINE, scope: GRAPH_SCOPE })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: keys.signingKey.kid })
    .setIssuer(issuerOf(origin))
    .setAudience(GRAPH_AUDIENCE)
    .setSubject(person)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_SECONDS} seconds`)
    .sign(await importJWK(keys.signingKey, ALGORITHM));

/** An access token for a demo person without a login, as the issuer that was started with a data directory makes them. */
export const issueToken = (dataDirectory: string, person: PersonName): Promise<string> =>
  signToken(readOrigin(dataDirectory), readIssuerKeys(dataDirectory), person);

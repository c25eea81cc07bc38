// An issuer that is asked where its keys are.
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { createVerifier } from '../../../../gateway/receive/identity/verify.ts';
import { AUDIENCE, NOW, signer, type Signer } from './issuer.ts';

let server: Server;
let origin: string;
let keys: Signer;
let metadata: (issuer: string) => object;
const asked: (string | undefined)[] = [];

beforeAll(async () => {
  keys = await signer();
  server = createServer(({ url }, response) => {
    asked.push(url);
    const isMetadata = url?.endsWith('/.well-known/openid-configuration') === true;
    response.end(JSON.stringify(isMetadata ? metadata(`${origin}/realms/district`) : keys.jwks));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  asked.length = 0;
  metadata = (issuer) => ({ issuer, jwks_uri: `${issuer}/keys`, other: 1 });
});

const outcome = async (issuer: string, named = issuer): Promise<unknown> => {
  const verify = createVerifier({
    issuer,
    audience: AUDIENCE,
    jwks: { discover: issuer },
    clock: () => NOW,
  });
  try {
    return (await verify(await keys.token({ iss: named }))).viewer.subject;
  } catch (error) {
    return Reflect.get(Object(error), 'code');
  }
};

it('finds the keys where the issuer says', async () => {
  expect(await outcome(`${origin}/realms/district`)).toBe('investigator');
  expect(asked).toEqual(['/realms/district/.well-known/openid-configuration', '/realms/district/keys']);
});

it('finds them for an issuer whose name ends with a slash', async () => {
  metadata = (issuer) => ({ issuer: `${issuer}/`, jwks_uri: `${issuer}/keys` });
  expect(await outcome(`${origin}/realms/district/`)).toBe('investigator');
});

it.each<[string, (issuer: string) => object]>([
  ['of another issuer', (issuer) => ({ issuer: `${issuer}2`, jwks_uri: `${issuer}/keys` })],
  ['without an address of keys', (issuer) => ({ issuer })],
  ['with keys in a file', (issuer) => ({ issuer, jwks_uri: 'file:///etc/keys.json' })],
  ['that are none', () => []],
])('takes no keys from metadata %s', async (_what, wrong) => {
  metadata = wrong;
  expect(await outcome(`${origin}/realms/district`)).toBe('TOKEN_ISSUER_UNREACHABLE');
  expect(asked).toHaveLength(1);
});

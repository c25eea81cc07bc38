// Where the server itself asks for keys: an issuer, or whoever made a token, that would have it ask elsewhere.
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { createVerifier, type Verify } from '../../gateway/receive/identity/verify.ts';
import { AUDIENCE, NOW, signer, type Signer } from '../unit/receive/identity/issuer.ts';

interface Place {
  readonly origin: string;
  readonly asked: (string | undefined)[];
  readonly server: Server;
}

/** A server that answers every path as it is told. */
const open = async (
  answer: (origin: string, path: string) => object | { readonly to: string },
): Promise<Place> => {
  const asked: (string | undefined)[] = [];
  let origin = '';
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const said = answer(origin, url);
    if ('to' in said) response.writeHead(302, { location: String(said.to) }).end();
    else response.end(JSON.stringify(said));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return { origin, asked, server };
};

const close = ({ server }: Place): void => {
  server.closeAllConnections();
  server.close();
};

let keys: Signer;
let inner: Place;
beforeAll(async () => {
  keys = await signer();
  inner = await open((origin) => ({ issuer: origin, jwks_uri: `${origin}/keys`, ...keys.jwks }));
});
beforeEach(() => {
  inner.asked.length = 0;
});
afterAll(() => close(inner));

const verifierOf = ({ origin }: Place): Verify =>
  createVerifier({ issuer: origin, audience: AUDIENCE, jwks: { discover: origin }, clock: () => NOW });

const outcome = async (verify: Verify, token: string): Promise<unknown> => {
  try {
    return (await verify(token)).viewer.subject;
  } catch (error) {
    return Reflect.get(Object(error), 'code');
  }
};

it.each([
  ['its metadata', () => ({ to: `${inner.origin}/metadata` })],
  [
    'its keys',
    (origin: string, path: string) =>
      path === '/keys' ? { to: `${inner.origin}/keys` } : { issuer: origin, jwks_uri: `${origin}/keys` },
  ],
])('follows no issuer that sends it elsewhere for %s', async (_what, answer) => {
  const issuer = await open(answer);
  expect(await outcome(verifierOf(issuer), await keys.token({ iss: issuer.origin }))).toBe(
    'TOKEN_ISSUER_UNREACHABLE',
  );
  expect(inner.asked).toEqual([]);
  close(issuer);
});

it('asks no address that a token names', async () => {
  const issuer = await open((origin, path) =>
    path === '/keys' ? keys.jwks : { issuer: origin, jwks_uri: `${origin}/keys` },
  );
  const verify = verifierOf(issuer);
  const { origin } = inner;
  const forged = [
    keys.token({ iss: origin }),
    keys.token({ iss: issuer.origin }, { jku: `${origin}/keys` }),
    keys.token({ iss: issuer.origin }, { x5u: `${origin}/keys` }),
    keys.token({ iss: issuer.origin }, { kid: `${origin}/keys` }),
  ];
  for (const token of forged) expect(await outcome(verify, await token)).toBe('TOKEN_INVALID');
  expect(await outcome(verify, await keys.token({ iss: issuer.origin }))).toBe('investigator');
  expect(inner.asked).toEqual([]);
  close(issuer);
});

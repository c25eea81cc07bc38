// A request with and without a token, over HTTP.
import type { Server } from 'node:http';
import express from 'express';
import { createIdentify } from '../../../../gateway/receive/identity/identify.ts';
import { requireViewer, viewerOfRequest } from '../../../../gateway/receive/identity/require.ts';
import { answerErrors } from '../../../../subgraphs/kit/http/answers.ts';
import { listen } from '../../../../subgraphs/kit/http/listen.ts';
import { AUDIENCE, ISSUER, NOW, NOW_SECONDS, signer, type Signer } from './issuer.ts';

let issuer: Signer;
let server: Server;
let url: string;

beforeAll(async () => {
  issuer = await signer();
  const identify = createIdentify({
    issuer: ISSUER,
    audience: AUDIENCE,
    jwks: issuer.jwks,
    clock: () => NOW,
  });
  const app = express()
    .use(requireViewer(identify))
    .use((_request, response) => response.json(viewerOfRequest(response)))
    .use(answerErrors(() => undefined));
  ({ server, url } = await listen(app, '127.0.0.1', 0));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const ask = async (authorization?: string) => {
  const answer = await fetch(url, { headers: authorization === undefined ? {} : { authorization } });
  const { errors, subject }: { errors?: { extensions: { code: string } }[]; subject?: string } =
    await answer.json();
  return {
    status: answer.status,
    challenge: answer.headers.get('www-authenticate'),
    who: subject ?? errors?.[0]?.extensions.code,
  };
};

it('identifies who sends a token, however the scheme is written', async () => {
  const token = await issuer.token();
  for (const scheme of ['Bearer', 'bearer', 'BEARER'])
    expect(await ask(`${scheme} ${token}`)).toEqual({ status: 200, challenge: null, who: 'investigator' });
});

it.each([undefined, 'Basic d2FuZzp3YW5n', 'Bearer'])('asks for a token where %s is sent', async (header) => {
  expect(await ask(header)).toEqual({ status: 401, challenge: 'Bearer', who: 'TOKEN_MISSING' });
});

it('refuses a token that proves nothing, or no longer', async () => {
  const challenge = 'Bearer error="invalid_token"';
  const token = await issuer.token();
  const expired = await issuer.token({ exp: NOW_SECONDS - 60 });
  const invalid = { status: 401, challenge, who: 'TOKEN_INVALID' };
  expect(await ask('Bearer nonsense')).toEqual(invalid);
  expect(await ask(`Bearer  ${token}`)).toEqual(invalid);
  expect(await ask(`Bearer ${token}, Bearer ${token}`)).toEqual(invalid);
  expect(await ask(`Bearer ${expired}`)).toEqual({ status: 401, challenge, who: 'TOKEN_EXPIRED' });
});

// Who asks a product as a user starts it: with the demo issuer, or with the issuer of the organisation.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask, fournets, startProduct, type Product } from '../support/product.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'fournets-token-'));
const env = { FOURNETS_DATA: directory, FOURNETS_DEMO_PEOPLE: '0' };
const QUESTION = '{ __typename }';
let product: Product;

beforeAll(async () => {
  product = await startProduct(directory, env);
});
afterAll(async () => {
  await product.stop();
  rmSync(directory, { recursive: true, force: true });
});

const headersFrom = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .trim()
      .split('\n')
      .map((line) => line.split(': ', 2)),
  );

it('lets in who has a token, and nobody else', async () => {
  expect(await ask(product.url, QUESTION)).toMatchObject({
    errors: [{ extensions: { code: 'TOKEN_MISSING' } }],
  });
  const { code, stdout, stderr } = await fournets(['token', '--as', 'investigator'], env);
  expect([code, stderr]).toEqual([0, '']);
  expect(await ask(product.url, QUESTION, headersFrom(stdout))).toEqual({ data: { __typename: 'Query' } });
});

it('prints the purpose beside the token, and the same as JSON', async () => {
  const args = ['token', '--as', 'hr-clerk', '--purpose', 'hr/12'];
  const { stdout } = await fournets(args, env);
  expect(headersFrom(stdout)).toEqual({
    authorization: expect.stringMatching(/^Bearer ey/),
    'x-purpose': 'hr/12',
  });
  const { stdout: json } = await fournets(['--json', ...args], env);
  expect(JSON.parse(json)).toEqual({
    token: expect.stringMatching(/^ey/),
    seconds: 600,
    headers: { authorization: expect.stringMatching(/^Bearer ey/), 'x-purpose': 'hr/12' },
  });
});

it.each([
  ['nobody', ['token'], {}, 2, /--as/],
  ['somebody unknown', ['token', '--as', 'emperor'], {}, 2, /investigator, section-clerk/],
  ['a purpose that is none', ['token', '--as', 'hr-clerk', '--purpose', 'x'], {}, 2, /PURPOSE_MALFORMED/],
  ['a directory that no issuer has', ['token', '--as', 'hr-clerk'], 'elsewhere', 4, /ISSUER_KEYS_MISSING/],
] as const)('makes no token for %s', async (_what, args, where, exit, text) => {
  const data = where === 'elsewhere' ? { FOURNETS_DATA: path.join(directory, where) } : {};
  const { code, stdout, stderr } = await fournets(args, { ...env, ...data });
  expect([code, stdout]).toEqual([exit, '']);
  expect(stderr).toMatch(text);
});

it('says at the start that anybody may log in as anybody', async () => {
  const { stderr } = await product.stop();
  expect(stderr).toMatch(/The demo issuer is on[^]*演示身份服务已启用/);
  product = await startProduct(directory, env);
});

describe('with the issuer of an organisation', () => {
  const OIDC_ISSUER = 'http://127.0.0.1:1/realms/district';

  it('makes no tokens, and starts no demo issuer', async () => {
    const { code, stderr } = await fournets(['token', '--as', 'hr-clerk'], { ...env, OIDC_ISSUER });
    expect(code).toBe(4);
    expect(stderr).toMatch(/DEMO_TOKEN_REFUSED: .*realms\/district/);

    const other = path.join(directory, 'organisation');
    const organisations = await startProduct(other, { ...env, FOURNETS_DATA: other, OIDC_ISSUER });
    const { authorization = '' } = headersFrom((await fournets(['token', '--as', 'hr-clerk'], env)).stdout);
    expect(await ask(organisations.url, QUESTION, { authorization })).toMatchObject({
      errors: [{ extensions: { code: 'TOKEN_ISSUER_UNREACHABLE' } }],
    });
    expect((await fetch(`${organisations.url}/oidc/jwks`)).status).toBe(404);
    const ended = await organisations.stop();
    expect(ended.stderr).toContain(OIDC_ISSUER);
    expect(ended.stderr).not.toContain('demo issuer');
  });

  it('names a file of claims that says what it may not', async () => {
    const file = path.join(directory, 'claims.yaml');
    writeFileSync(file, 'roleNames: { boss: emperor }\n');
    const other = path.join(directory, 'claims');
    const { code, stderr } = await fournets(['up'], {
      ...env,
      PORT: '0',
      FOURNETS_DATA: other,
      OIDC_ISSUER,
      OIDC_CLAIMS_FILE: file,
    });
    expect(code).toBe(4);
    expect(stderr).toMatch(/CLAIMS_FILE_UNUSABLE: .*claims\.yaml.*roleNames\.boss/);
  });
});

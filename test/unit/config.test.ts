import path from 'node:path';
import { readConfig } from '../../gateway/config.ts';
import { CodedError } from '../../schema/errors.ts';

const refusal = (env: Readonly<Record<string, string>>): CodedError => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof CodedError) return error;
  }
  throw new Error('taken');
};

it.each([
  ['PORT', 'abc'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['FOURNETS_DEMO_PEOPLE', '1.5'],
  ['RULES_WATCH', 'yes'],
  ['RULES_DAILY_AT', '24:00'],
  ['NATS_URL', 'nats://u:secret@nats.example:4222'],
  ['NATS_URL', 'http://127.0.0.1:4222'],
  ['NATS_URL', '127.0.0.1:4222'],
  ['FOURNETS_TODAY', '2026-02-30'],
  ['FOURNETS_PID_KEY', 'ab'],
  ['LOG_LEVEL', 'loud'],
  ['FINANCE_URL', 'ftp://x'],
  ['FINANCE_DATABASE_URL', 'postgres://u:secret@h:port/db'],
  ['HR_OWNER_DATABASE_URL', 'mysql://u:secret@h/db'],
  ['HR_KEY', 'z'.repeat(64)],
  ['OIDC_ISSUER', 'http://login.example'],
  ['OIDC_ISSUER', 'login.example'],
  ['PUBLIC_ORIGIN', 'https://fournets.example/console'],
  ['PUBLIC_ORIGIN', 'ftp://fournets.example'],
])('says in both languages what %s=%s should be, and does not repeat it', (name, value) => {
  const { code, message, zh } = refusal({ [name]: value });
  expect(code).toBe('CONFIGURATION_INVALID');
  expect(message).toMatch(new RegExp(`${name} is wrong: expected `));
  expect(zh).toMatch(new RegExp(`${name} 有误：应为 ?`));
  for (const text of [message, zh]) expect(text).not.toMatch(/secret|Invalid|undefined|\{/);
});

it('takes good values, and the default of what is empty', () => {
  const url = 'postgresql://u:p@h:5432/db?sslmode=require';
  const config = readConfig({
    PORT: '0',
    FOURNETS_DEMO_PEOPLE: '',
    FINANCE_DATABASE_URL: url,
    HR_KEY: 'a'.repeat(64),
    GATEWAY_SIGNING_KEY_FILE: 'keys/../gateway-key.pem',
    GATEWAY_PUBLIC_KEYS_FILE: '',
  });
  expect(config).toMatchObject({ port: 0, host: '127.0.0.1', demoPeople: 6000, logLevel: 'info' });
  expect(config.departments.finance.databaseUrl).toBe(url);
  expect(config.departments.hr.key).toHaveLength(32);
  expect(config.signingKeyFile).toBe(path.resolve('gateway-key.pem'));
  expect(config.publicKeysFile).toBeUndefined();
});

it('takes an identity provider exactly as it is written, and the defaults of the rest', () => {
  expect(readConfig({}).oidc).toBeUndefined();
  expect(readConfig({ OIDC_AUDIENCE: 'graph' }).oidc).toBeUndefined();
  for (const issuer of [
    'https://login.example/realms/district/',
    'http://127.0.0.1:8080',
    'http://localhost',
  ])
    expect(readConfig({ OIDC_ISSUER: issuer }).oidc).toEqual({
      issuer,
      audience: 'urn:fournets:graph',
      tokenType: 'at+jwt',
      claimsFile: undefined,
    });
});

it('takes the origin of a public address, with or without a slash', () => {
  for (const address of ['https://fournets.example', 'https://fournets.example/'])
    expect(readConfig({ PUBLIC_ORIGIN: address }).publicOrigin).toBe('https://fournets.example');
});

it('takes a NATS server elsewhere only if it encrypts, and any on this machine', () => {
  expect(readConfig({}).natsUrl).toBeUndefined();
  for (const url of ['tls://u:p@nats.example:4222', 'nats://127.0.0.1:4222', 'nats://[::1]:4222'])
    expect(readConfig({ NATS_URL: url }).natsUrl).toBe(url);
  expect(refusal({ NATS_URL: 'nats://nats.example:4222' }).code).toBe('CONFIGURATION_INVALID');
});

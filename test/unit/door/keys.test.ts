// Where keys come from: key sets, files that change, the pair of a data directory.
import { spawn } from 'node:child_process';
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { signingKey } from '../../../gateway/fetch/owners/remote/sign.ts';
import { readWhenChanged } from '../../../subgraphs/kit/door/file.ts';
import { trustedKey, trustedKeys } from '../../../subgraphs/kit/door/keys.ts';
import { ownKeyFile } from '../../../subgraphs/kit/door/own-key.ts';
import { jwksOf, newPem } from '../../support/door.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), 'fournets-door-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const setOf = (key: KeyObject): string => JSON.stringify({ keys: [key.export({ format: 'jwk' })] });
const RSA_PEM = RSA.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('a key set', () => {
  it('names a key as its gateway names it', () => {
    const pem = newPem();
    const { head } = signingKey(pem);
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
    expect([...trustedKeys(jwksOf(pem)).keys()]).toEqual([kid]);
    expect([...trustedKey(pem).keys()]).toEqual([kid]);
  });

  it('names the key of RFC 8037 as RFC 8037 does', () => {
    const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
    const names = [...trustedKeys(JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', x }] })).keys()];
    expect(names).toEqual(['kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k']);
  });

  it('may hold several keys, and none', () => {
    expect(trustedKeys(jwksOf(newPem(), newPem())).size).toBe(2);
    expect(trustedKeys('{"keys":[]}').size).toBe(0);
  });

  it.each([
    ['no JSON', /JSON/, 'keys'],
    ['no set', /expected object/, '[]'],
    ['a private key', /"d"/, setOf(createPrivateKey(newPem()))],
    ['an RSA key', /"OKP"/, setOf(createPublicKey(RSA))],
    ['half a key', /JWK/, '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA"}]}'],
  ])('is not %s', (_what, why, text) => {
    expect(() => trustedKeys(text)).toThrow(why);
  });

  it.each([signingKey, trustedKey])('is not made of an RSA key: %p', (read) => {
    expect(() => read(RSA_PEM)).toThrow('not Ed25519');
  });
});

describe('a file', () => {
  it('is read again when it is written, replaced, or comes back', () => {
    const file = path.join(directory, 'keys');
    const told: unknown[] = [];
    writeFileSync(file, 'one');
    const reads: string[] = [];
    const now = readWhenChanged(
      file,
      (text) => (reads.push(text), text),
      (error) => told.push(error),
    );
    expect([now(), now()]).toEqual(['one', 'one']);
    writeFileSync(file, 'two, in place');
    expect(now()).toBe('two, in place');
    writeFileSync(`${file}.new`, 'three, in its place');
    renameSync(`${file}.new`, file);
    expect(now()).toBe('three, in its place');
    rmSync(file);
    expect([now(), now()]).toEqual(['three, in its place', 'three, in its place']);
    expect(told).toHaveLength(1);
    writeFileSync(file, 'four');
    expect([now(), now()]).toEqual(['four', 'four']);
    expect(reads).toHaveLength(4);
  });

  it('that has become unreadable is told of once, and what it said goes on holding', () => {
    const file = path.join(directory, 'keys');
    const told: unknown[] = [];
    writeFileSync(file, '1');
    const now = readWhenChanged(
      file,
      (text): unknown => JSON.parse(text),
      (error) => told.push(error),
    );
    writeFileSync(file, 'not JSON');
    expect([now(), now(), now()]).toEqual([1, 1, 1]);
    expect(told).toEqual([expect.any(SyntaxError)]);
    writeFileSync(file, '22');
    expect(now()).toBe(22);
  });

  it('that never could be read is an error at once', () => {
    expect(() => readWhenChanged(path.join(directory, 'none'), String, () => undefined)).toThrow('ENOENT');
  });
});

describe('the pair of a data directory', () => {
  it('is made once, where only its owner may read it', () => {
    const data = path.join(directory, 'data');
    const file = ownKeyFile(data);
    const pem = readFileSync(file, 'utf8');
    expect(ownKeyFile(data)).toBe(file);
    expect(readFileSync(file, 'utf8')).toBe(pem);
    expect(trustedKey(pem).size).toBe(1);
    expect(readdirSync(data)).toEqual([path.basename(file)]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is one for all processes that start at the same time', async () => {
    const loader = path.join(__dirname, '../../../gateway/cli/transpile/load.mjs');
    const script = `const { load } = await import(${JSON.stringify(loader)});
      const { ownKeyFile } = await load('subgraphs/kit/door/own-key.ts');
      const { readFileSync } = await import('node:fs');
      process.stdin.once('data', (data) => {
        process.stdout.write(readFileSync(ownKeyFile(data.toString()), 'utf8'));
        process.stdin.destroy();
      });
      process.stderr.write('ready');`;
    const words = ['--input-type=module', '--eval', script];
    const children = Array.from({ length: 4 }, () => spawn(process.execPath, words));
    const seen = children.map(({ stdout }) => textOf(stdout));
    await Promise.all(children.map(({ stderr }) => once(stderr, 'data')));
    for (const { stdin } of children) stdin.write(directory);
    expect(new Set(await Promise.all(seen))).toEqual(new Set([readFileSync(ownKeyFile(directory), 'utf8')]));
  });
});

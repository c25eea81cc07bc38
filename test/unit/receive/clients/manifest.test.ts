import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OPERATIONS_DIRECTORY } from '../../../../gateway/compose/read.ts';
import { defaultOperations } from '../../../../gateway/receive/clients/default.ts';
import { fileNameOf, openManifests, readManifests } from '../../../../gateway/receive/clients/folder.ts';
import { documentId, parseManifest } from '../../../../gateway/receive/clients/manifest.ts';
import { readOperations } from '../../../../gateway/web/console/operations.ts';
import type { CodedError } from '../../../../schema/errors.ts';

const BODY = 'query ($id: ID!) {\n  user(id: $id) {\n    name\n  }\n}';
const fileOf = (ratePerMinute: number, body = BODY): string =>
  JSON.stringify({ ratePerMinute, operations: [{ id: documentId(body), name: 'User', body }] });

it('hashes the example of the specification to its id', () => {
  expect(documentId(BODY)).toBe('7dba4bd717b41f10434822356a93c32b1fb4907b983e854300ad839f84cdcd6e');
});

it.each<[string, string, string]>([
  ['no JSON', '{', 'not JSON'],
  ['another shape', '{"operations":{}}', 'operations: invalid_type'],
  ['a word that it does not know', '{"operations":[],"mod":"enforce"}', 'top: unrecognized_keys'],
  ['no mode', '{"operations":[],"mode":"watch"}', 'mode: invalid_value'],
  ['no rate', '{"operations":[],"ratePerMinute":0}', 'ratePerMinute: too_small'],
  [
    'an id that is not its document’s',
    JSON.stringify({ operations: [{ id: documentId('{ a }'), name: 'A', body: '{ b }' }] }),
    'the id of A is not the SHA-256 of its body',
  ],
  [
    'introspection that is enforced',
    JSON.stringify({
      mode: 'enforce',
      operations: [
        {
          id: documentId('{ __type(name: "A") { name } }'),
          name: 'A',
          body: '{ __type(name: "A") { name } }',
        },
      ],
    }),
    'A asks for the schema, which a client that is held to its file is not told',
  ],
])('refuses a manifest with %s', (_what, text, reason) => {
  expect(() => parseManifest('partner.json', text)).toThrow(
    expect.objectContaining({ code: 'MANIFEST_INVALID', details: { file: 'partner.json', reason } }),
  );
});

it('lets every client ask what the console’s menu asks, as the console sends it', () => {
  const { operations } = readOperations(OPERATIONS_DIRECTORY);
  const stored = defaultOperations(OPERATIONS_DIRECTORY);
  expect(stored.length).toBeGreaterThan(0);
  expect(stored.map(({ body }) => body)).toEqual(operations.map(({ document }) => document));
  expect(stored.every(({ id, body }) => id === documentId(body))).toBe(true);
});

describe('a folder of manifests', () => {
  let directory: string;
  let close = (): void => undefined;
  const put = (client: string, text: string): void => {
    const file = path.join(directory, fileNameOf(client));
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  };
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'fournets-manifests-'));
  });
  afterEach(() => {
    close();
    rmSync(directory, { recursive: true });
  });

  const opened = async (problems: CodedError[] = []) => {
    const manifests = await openManifests({
      directory,
      onProblem: (error) => problems.push(error),
      lookEveryMs: 5,
    });
    ({ close } = manifests);
    return manifests;
  };

  const until = async (met: () => boolean): Promise<void> => {
    while (!met()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('has a file for each client, whatever its id', async () => {
    put('https://partner.example/app', fileOf(7));
    put('dashboard', fileOf(9));
    writeFileSync(path.join(directory, 'notes.txt'), 'not one');
    const manifests = await opened();
    expect(manifests.of('https://partner.example/app')?.ratePerMinute).toBe(7);
    expect(manifests.of('dashboard')?.byId.get(documentId(BODY))?.body).toBe(BODY);
    expect(manifests.of('other')).toBeUndefined();
    expect([...(await readManifests(directory)).keys()].sort()).toEqual([
      'dashboard',
      'https://partner.example/app',
    ]);
  });

  it('is read again when a file changes, comes or goes', async () => {
    put('dashboard', fileOf(9));
    const manifests = await opened();
    put('dashboard', fileOf(10));
    put('partner', fileOf(7));
    await until(() => manifests.of('dashboard')?.ratePerMinute === 10);
    await until(() => manifests.of('partner')?.ratePerMinute === 7);
    rmSync(path.join(directory, fileNameOf('partner')));
    await until(() => manifests.of('partner') === undefined);
    expect(manifests.of('dashboard')?.ratePerMinute).toBe(10);
  });

  it('leaves a client what it had while its file cannot be used, and says so once', async () => {
    put('dashboard', fileOf(9));
    const problems: CodedError[] = [];
    const manifests = await opened(problems);
    put('dashboard', '{');
    await until(() => problems.length > 0);
    put('partner', fileOf(7));
    await until(() => manifests.of('partner') !== undefined);
    expect(manifests.of('dashboard')?.ratePerMinute).toBe(9);
    expect(problems.map(({ code }) => code)).toEqual(['MANIFEST_INVALID']);
    put('dashboard', fileOf(11));
    await until(() => manifests.of('dashboard')?.ratePerMinute === 11);
  });

  it('is refused at the start where a file or the folder cannot be used', async () => {
    put('dashboard', '{');
    await expect(opened()).rejects.toMatchObject({ code: 'MANIFEST_INVALID' });
    await expect(
      openManifests({ directory: path.join(directory, 'none'), onProblem: () => undefined }),
    ).rejects.toMatchObject({ code: 'MANIFEST_INVALID' });
  });
});

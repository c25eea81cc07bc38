// How the program comes to run: a product of two sources, started as processes of their own.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const REPOSITORY = path.join(__dirname, '../../..');
const CLI = 'gateway/cli';

const MAIN = `import { readFileSync } from 'node:fs';
import path from 'node:path';
import { version } from 'esbuild';
import { word, type Word } from '../../schema/word.ts';

interface Said { readonly word: Word; readonly beside: string; readonly packages: boolean }

export const main = async ([, , how]: readonly string[]): Promise<number> => {
  if (how === 'fail') throw new Error((await import('./late.ts')).late);
  const beside = readFileSync(path.join(import.meta.dirname, 'beside.txt'), 'utf8');
  const same = readFileSync(new URL('beside.txt', import.meta.url), 'utf8') === beside;
  const said: Said = { word, beside: same ? beside : '', packages: version.length > 0 };
  process.stdout.write(JSON.stringify(said));
  return 0;
};
`;
const THROWS_AT = MAIN.split('\n').findIndex((line) => line.includes('throw')) + 1;
const wordIs = (word: string): string => `export type Word = string;\nexport const word: Word = '${word}';\n`;

let top: string;
let temporary: string;

const write = (file: string, content: string): void => writeFileSync(path.join(top, file), content);
const remove = (file: string): void => rmSync(path.join(top, file), { recursive: true, force: true });

beforeEach(() => {
  top = mkdtempSync(path.join(tmpdir(), 'fournets-transpile-'));
  temporary = mkdtempSync(path.join(tmpdir(), 'fournets-transpile-'));
  for (const folder of ['gateway/cli', 'schema', 'subgraphs'])
    mkdirSync(path.join(top, folder), { recursive: true });
  for (const part of ['fournets.mjs', 'transpile'])
    cpSync(path.join(REPOSITORY, CLI, part), path.join(top, CLI, part), { recursive: true });
  for (const part of ['tsconfig.json', 'node_modules/esbuild', 'node_modules/@esbuild'])
    cpSync(path.join(REPOSITORY, part), path.join(top, part), { recursive: true });
  write('gateway/cli/main.ts', MAIN);
  write('gateway/cli/late.ts', `export const late = 'too late';\n`);
  write('gateway/cli/beside.txt', 'beside the source');
  write('schema/word.ts', wordIs('one'));
});

afterEach(() => [top, temporary].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const start = async (...words: string[]): Promise<Ended> => {
  const child = spawn(process.execPath, [path.join(top, CLI, 'fournets.mjs'), ...words], {
    env: { ...process.env, TMPDIR: temporary },
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
};

const said = async (): Promise<unknown> => {
  const { code, stdout, stderr } = await start();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
};

const saying = (word: string) => ({ word, beside: 'beside the source', packages: true });
const place = (): string => path.join(top, 'node_modules/.cache/fournets');
const states = (): string[] => readdirSync(place());
const inodesOf = (file: string): Set<number> =>
  new Set(states().map((state) => statSync(path.join(place(), state, file)).ino));

it('is transpiled at the first start, and again where it was edited', async () => {
  expect(await said()).toEqual(saying('one'));
  expect(await said()).toEqual(saying('one'));
  expect(states()).toHaveLength(1);

  write('schema/word.ts', wordIs('two'));
  expect(await said()).toEqual(saying('two'));
  expect(states()).toHaveLength(2);
  expect(inodesOf('schema/word.js').size).toBe(2);
  expect(inodesOf('gateway/cli/main.js').size).toBe(1);

  write('schema/word.ts', wordIs('one'));
  expect(await said()).toEqual(saying('one'));
  expect(states()).toHaveLength(2);
});

it('keeps what was in use of late, and nothing else', async () => {
  await said();
  const [first = ''] = states();
  const agedTo = (name: string, days: number): void => {
    const then = new Date(Date.now() - days * 86_400_000);
    utimesSync(path.join(place(), name), then, then);
  };
  agedTo(first, 4);
  await said();
  write('schema/word.ts', wordIs('two'));
  mkdirSync(path.join(place(), '.new-left'));
  agedTo('.new-left', 4);
  await said();
  expect(states()).toHaveLength(2);
  expect(states()).toContain(first);

  agedTo(first, 4);
  write('schema/word.ts', wordIs('three'));
  await said();
  expect(states()).toHaveLength(2);
  expect(states()).not.toContain(first);
});

it('is there once where several start at the same moment', async () => {
  const all = await Promise.all([said(), said(), said(), said()]);
  expect(new Set(all.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify(saying('one'))]));
  expect(states()).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  expect(readdirSync(temporary)).toEqual([]);
});

it('names the lines of the sources in a stack', async () => {
  const { code, stderr } = await start('fail');
  expect(code).toBe(1);
  expect(stderr).toMatch(
    new RegExp(`Error: too late\\n +at main \\(file://.*/gateway/cli/main\\.ts:${THROWS_AT}:\\d+\\)`),
  );
});

it('says which source cannot be read', async () => {
  symlinkSync('nowhere.ts', path.join(top, 'schema/gone.ts'));
  const { code, stderr } = await start();
  expect(code).toBe(4);
  expect(stderr).toBe('schema/gone.ts cannot be read (ENOENT).\n无法读取 schema/gone.ts（ENOENT）。\n');
});

it('says where a source is no TypeScript', async () => {
  write('schema/word.ts', `${wordIs('two')}export const =\n`);
  const { code, stderr } = await start();
  expect(code).toBe(1);
  expect(stderr).toContain('schema/word.ts:3:13: ERROR: Expected identifier but found "="');
  expect(states()).toEqual([]);
});

it('says that the packages are not installed', async () => {
  remove('node_modules');
  const { code, stderr } = await start();
  expect(code).toBe(4);
  expect(stderr).toContain('Run `npm ci`');
});

describe('where the packages’ folder may not be written to', () => {
  beforeEach(() => write('node_modules/.cache', 'a file, in which no account can make a folder'));

  const own = (): string => path.join(temporary, readdirSync(temporary)[0] ?? '');

  it('is kept in a folder of one’s own', async () => {
    expect(await said()).toEqual(saying('one'));
    expect(await said()).toEqual(saying('one'));
    expect(statSync(own()).mode & 0o777).toBe(0o700);
    expect(readdirSync(own())).toHaveLength(1);
  });

  it('runs nothing that others may have written', async () => {
    await said();
    chmodSync(own(), 0o777);
    const { code, stderr } = await start();
    expect(code).toBe(4);
    expect(stderr).toContain(`${own()} is not only yours`);
  });

  it('names every place that does not allow it', async () => {
    rmSync(temporary, { recursive: true });
    writeFileSync(temporary, 'no folder either');
    const { code, stderr } = await start();
    expect(code).toBe(4);
    expect(stderr).toContain(`${place()}: ENOTDIR`);
    expect(stderr).toContain(`${temporary}/fournets-sources-`);
  });
});

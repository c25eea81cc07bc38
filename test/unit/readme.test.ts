// What the READMEs promise, held against the code.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { EXIT } from '../../gateway/cli/exit.ts';
import { ERRORS } from '../../schema/errors.ts';

const ROOT = path.join(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const api = buildSchema(read('schema/api.graphql'));

const LANGUAGES = ['README.md', 'README.zh-CN.md'];
const FOLDERS = ['schema', 'subgraphs', 'gateway', 'test'].map((folder) => `${folder}/README.md`);
const ALL = [...LANGUAGES, ...FOLDERS, 'CONTRIBUTING.md'];

const found = (file: string, pattern: RegExp): string[] =>
  [...read(file).matchAll(pattern)].map(([, text = '']) => text);

describe.each(LANGUAGES)('%s', (file) => {
  it('shows three questions that the graph can answer', () => {
    const questions = found(file, /```graphql\n([^`]+)```/g);
    expect(questions).toHaveLength(3);
    expect(questions.flatMap((question) => validate(api, parse(question)))).toEqual([]);
  });

  it('names every setting that the configuration reads, and no other', () => {
    const config = read('gateway/config.ts');
    const common = [...config.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name = '']) => name);
    const ofDepartment = new Set(['DATABASE_URL', 'OWNER_DATABASE_URL', 'URL', 'KEY']);
    const expected = common.map((name) => (ofDepartment.has(name) ? `<DEPARTMENT>_${name}` : name));
    expect(found(file, /^\| `((?:<DEPARTMENT>_)?[A-Z_]+)` /gm).sort()).toEqual(expected.sort());
  });

  it('says how a database elsewhere is filled and what its application role is granted', () => {
    expect(found(file, /npm run (seed)\b/g)).not.toEqual([]);
    const granted = found(
      file,
      /^(grant connect, temporary|grant usage on schema public|alter default privileges) /gm,
    );
    expect(new Set(granted).size).toBe(3);
  });

  it('lists the exit codes', () => {
    expect(found(file, /^\| (\d) /gm).map(Number)).toEqual(Object.values(EXIT));
  });
});

it('says the same in both languages', () => {
  const [english, chinese] = LANGUAGES.map((file) => found(file, /```(?:graphql|sh)\n([^#`]+)/g));
  expect(english).toEqual(chinese);
});

it.each(ALL)('%s leads only to what exists', (file) => {
  const links = found(file, /\]\(([^)#]+)\)/g).filter((link) => !link.includes('://'));
  const missing = links.filter((link) => !existsSync(path.join(ROOT, path.dirname(file), link)));
  expect(missing).toEqual([]);
});

it.each(ALL)('%s names only scripts that there are', (file) => {
  const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'));
  const named = found(file, /npm run (?:--silent )?([a-z:]+)/g);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

it.each(ALL)('%s names only codes of the registry', (file) => {
  const names = found(file, /\b([A-Z]+(?:_[A-Z]+)+)\b/g);
  const settings =
    /^(FOURNETS|LOG|OWNER|DATABASE|FINANCE|WEB|GATEWAY|OIDC|PUBLIC|RATE|STORED)_|^RULES_(WATCH|DAILY_AT)$|_URL$|_KEY$/;
  expect(names.filter((name) => !settings.test(name) && !(name in ERRORS))).toEqual([]);
});

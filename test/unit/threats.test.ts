// The table of threats, held against the repository: each control is a file, each attack a test of that name.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

interface Row {
  readonly threat: string;
  readonly controls: readonly string[];
  readonly file: string;
  readonly title: string;
}

/** `| threat | controls | file, title |`, the lines below the head of the table; what is bold only groups them. */
const rowsOf = (text: string): Row[] => {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => /^\| Threat +\| Control/.test(line));
  const end = lines.findIndex((line, at) => at > head && !line.startsWith('|'));
  const threats = lines.slice(head + 2, end).filter((line) => !line.startsWith('| **'));
  return threats.map((line) => {
    const [, threat = '', control = '', attack = ''] = line.split('|').map((cell) => cell.trim());
    const [, file = '', title = ''] = /^`([^`]+)` (.+)$/.exec(attack) ?? [];
    return {
      threat,
      controls: [...control.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
      file,
      title,
    };
  });
};

const rows = rowsOf(read('test/README.md'));

/** What holds a text of source together differs: quotes, escapes of letters, values in a template. */
const plain = (text: string): string =>
  text
    .replaceAll('\\u2019', '’')
    .replaceAll("\\'", "'")
    .replaceAll(/\$\{\w+\}/g, '%s');

it('has rows', () => {
  expect(rows.length).toBeGreaterThan(60);
});

it.each(rows.map((row) => [row.threat, row] as const))(
  '%s: its control and its test are there',
  (_threat, row) => {
    const { controls, file, title } = row;
    expect(controls).not.toEqual([]);
    expect(controls.filter((control) => !existsSync(path.join(ROOT, control)))).toEqual([]);
    expect([file, existsSync(path.join(ROOT, 'test', file))]).toEqual([file, true]);
    const source = plain(read(`test/${file}`));
    const written = [`'${title}'`, `"${title}"`, `\`${title}\``];
    expect([title, written.some((quoted) => source.includes(quoted))]).toEqual([title, true]);
  },
);

it('names each file of tests that is about threats', () => {
  const folders = ['e2e', 'integration', 'browser'];
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, 'test', folder))
      .filter((file) => /^threats.*\.test\.ts$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const named = new Set(rows.map(({ file }) => file));
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => !named.has(file))).toEqual([]);
});

import type { SchemaChange } from './change.ts';

/** Text above the first entry; what stands there stays. */
const HEAD = `<!-- Entries are added by \`npm run compose\` when the API changes. -->

# Changes of the API · 接口变更

Newest first. A line begins with what happened to a coordinate; **breaking** and _dangerous_ say whom it may break.
`;

const MARKS: Readonly<Record<SchemaChange['level'], string>> = {
  safe: '',
  dangerous: ' _dangerous_',
  breaking: ' **breaking**',
};

const lineOf = ({ kind, level, coordinate, text }: SchemaChange): string =>
  `- ${kind} \`${coordinate}\`${MARKS[level]}: ${text}`;

const LINE = /^- (added|removed|changed) (`[^`]+`)/;

const OPPOSITE: Readonly<Record<string, string>> = { added: 'removed', removed: 'added' };

/** What a line says happened, and what another one would say that undoes it. */
const sayingOf = (line: string): { readonly says: string; readonly undoes: string } => {
  const [, kind = '', coordinate = ''] = LINE.exec(line) ?? [];
  return { says: `${kind} ${coordinate}`, undoes: `${OPPOSITE[kind] ?? ''} ${coordinate}` };
};

/** Lines of one day: what was added and removed again on it is not told. */
const mergeLines = (before: readonly string[], now: readonly string[]): string[] => {
  const said = new Set(before.map((line) => sayingOf(line).says));
  const undone = new Set(now.map((line) => sayingOf(line).undoes));
  const kept = before.filter((line) => !undone.has(sayingOf(line).says) && !now.includes(line));
  return [...kept, ...now.filter((line) => !said.has(sayingOf(line).undoes))];
};

/** An entry: its day as YYYY-MM-DD and its lines. */
interface Entry {
  readonly day: string;
  readonly lines: readonly string[];
}

const ENTRY = /^## /m;

const entryOf = (text: string): Entry => {
  const [day = '', ...lines] = text.trim().split('\n');
  return { day: day.trim(), lines: lines.filter((line) => line.trim() !== '') };
};

const written = ({ day, lines }: Entry): string => `## ${day}\n\n${lines.join('\n')}\n`;

/** The changelog with the changes of a day on top; those that were made on that day already are put together. */
export const withChanges = (changelog: string, changes: readonly SchemaChange[], day: string): string => {
  const [head = '', ...entries] = changelog.split(ENTRY);
  const older = entries.map(entryOf);
  const [latest] = older;
  const lines = changes.map(lineOf);
  const today = latest?.day === day ? mergeLines(latest.lines, lines) : lines;
  const all = [{ day, lines: today }, ...(latest?.day === day ? older.slice(1) : older)];
  return [
    head.trim() === '' ? HEAD : head.trimEnd() + '\n',
    ...all.filter((entry) => entry.lines.length > 0).map(written),
  ].join('\n');
};

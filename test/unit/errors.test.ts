// Every error is given what its texts speak of: each `new CodedError('CODE', { … })` of the source is read.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ERRORS, type ErrorCode, type ErrorSpec } from '../../schema/errors.ts';

const ROOT = path.join(__dirname, '../..');
const SKIPPED = /node_modules|[/\\](dist|page)[/\\]/;

const sources = ['gateway', 'schema', 'subgraphs']
  .flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(folder, file),
    ),
  )
  .filter((file) => file.endsWith('.ts') && !SKIPPED.test(file));

interface Call {
  readonly at: string;
  readonly code: ErrorCode;
  /** Names that are given; undefined where they are made elsewhere. */
  readonly given: readonly string[] | undefined;
}

const registered = (code: string): code is ErrorCode => code in ERRORS;

const namesIn = (node: ts.Expression | undefined): string[] | undefined => {
  if (node === undefined) return [];
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const names = node.properties.map(({ name }) => (name && ts.isIdentifier(name) ? name.text : undefined));
  return names.some((name) => name === undefined) ? undefined : names.filter((name) => name !== undefined);
};

const callsIn = (file: string): Call[] => {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(ROOT, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const calls: Call[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'CodedError') {
      const [code, details] = node.arguments ?? [];
      if (code && ts.isStringLiteral(code) && registered(code.text))
        calls.push({ at: `${file}: ${code.text}`, code: code.text, given: namesIn(details) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return calls;
};

const textsOf = ({ en, zh, command }: ErrorSpec): string =>
  en + zh + (command?.en ?? '') + (command?.zh ?? '');
const placesOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const calls = sources.flatMap(callsIn);

it('finds the places where errors are made', () => {
  expect(calls.length).toBeGreaterThan(40);
});

it('gives every error what its texts speak of', () => {
  const missing = calls.flatMap(({ at, code, given }) =>
    placesOf(textsOf(ERRORS[code]))
      .filter((place) => given !== undefined && !given.includes(place))
      .map((place) => `${at} lacks {${place}}`),
  );
  expect(missing).toEqual([]);
});

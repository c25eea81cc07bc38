import ts from 'typescript';
import { walk } from './walk.ts';

/** What became of one source file. */
export interface TranslatedSource {
  readonly code: string;
  /** Entries of the dictionary that occur in it. */
  readonly found: ReadonlySet<string>;
  /** Texts shown to the user that the dictionary lacks. */
  readonly unknown: ReadonlySet<string>;
}

/** What to do with the texts. */
export interface Dictionary {
  /** Translated where they stand. */
  readonly texts: ReadonlySet<string>;
  /** Kept where they stand, since code looks them up; translated elsewhere. */
  readonly keys: ReadonlySet<string>;
  /** Names, the same in every language. */
  readonly names: ReadonlySet<string>;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Name of the global function that the rewritten code calls; `page/translate.ts` defines it. */
export const TRANSLATE = 'globalThis.fournetsTranslate';

const SHOWN_PROPERTIES = new Set(['children', 'label', 'title', 'placeholder', 'aria-label']);

const propertyNamesAreShown = (file: string): boolean => file.endsWith('/short-keys.js');

const isText = (node: ts.Node): node is ts.StringLiteralLike | ts.TemplateExpression =>
  ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

/** `Copy query (${key})` → `Copy query ({0})`. */
const textOf = (node: ts.StringLiteralLike | ts.TemplateExpression): string =>
  ts.isStringLiteralLike(node)
    ? node.text
    : node.head.text + node.templateSpans.map(({ literal }, place) => `{${place}}${literal.text}`).join('');

const isTransparent = (node: ts.Node): boolean =>
  ts.isConditionalExpression(node) ||
  ts.isArrayLiteralExpression(node) ||
  ts.isParenthesizedExpression(node) ||
  ts.isBinaryExpression(node);

const propertyOf = (node: ts.Node): ts.PropertyAssignment | undefined => {
  if (ts.isPropertyAssignment(node.parent)) return node.parent;
  return isTransparent(node.parent) ? propertyOf(node.parent) : undefined;
};

const shownIn = (node: ts.Node): string | undefined => {
  const name = propertyOf(node)?.name;
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined;
};

const isComparison = ({ parent }: ts.Node): boolean =>
  ts.isBinaryExpression(parent) &&
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken].includes(
    parent.operatorToken.kind,
  );

const isPropertyName = (node: ts.Node): boolean =>
  ts.isPropertyAssignment(node.parent) && node.parent.name === node;

const isCode = ({ parent }: ts.Node): boolean =>
  ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isCaseClause(parent);

const call = (text: string): string => `${TRANSLATE}(${JSON.stringify(text)}`;

/** Edits around the expressions of a template, so that texts inside them can be rewritten too. */
const editsOf = (node: ts.StringLiteralLike | ts.TemplateExpression, text: string): readonly Edit[] => {
  if (ts.isStringLiteralLike(node))
    return [{ start: node.getStart(), end: node.end, text: `${call(text)})` }];
  const ends = [node.getStart(), ...node.templateSpans.map(({ expression }) => expression.end)];
  const starts = [...node.templateSpans.map(({ expression }) => expression.getStart()), node.end];
  const last = node.templateSpans.length;
  return ends.map((start, place) => ({
    start,
    end: starts[place] ?? node.end,
    text: `${place === 0 ? call(text) : ')'}${place === last ? ')' : ', ('}`,
  }));
};

const applyEdits = (code: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text }) => result.slice(0, start) + text + result.slice(end), code);

/** Wraps every text of the dictionary in a call of the translate function. */
export const translateSource = (
  file: string,
  code: string,
  { texts, keys, names }: Dictionary,
): TranslatedSource => {
  const edits: Edit[] = [];
  const found = new Set<string>();
  const unknown = new Set<string>();
  walk(file, code, (node) => {
    if (!isText(node) || isCode(node) || isComparison(node)) return;
    const [text, shown, isKey] = [textOf(node), shownIn(node) ?? '', isPropertyName(node)];
    if (isKey && !propertyNamesAreShown(file)) return;
    if (texts.has(text)) {
      found.add(text);
      if (isKey) edits.push({ start: node.getStart(), end: node.end, text: `[${call(text)})]` });
      else edits.push(...editsOf(node, text));
    } else if (keys.has(text)) found.add(text);
    else if (SHOWN_PROPERTIES.has(shown) && /[A-Za-z]{2}/.test(text) && !names.has(text)) unknown.add(text);
  });
  return { code: applyEdits(code, edits), found, unknown };
};

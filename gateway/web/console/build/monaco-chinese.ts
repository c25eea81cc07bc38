import ts from 'typescript';
import { walk } from './walk.ts';

const FUNCTIONS = /(?:^|\.)localize2?$/;

const textOf = (node: ts.Node | undefined): string | undefined =>
  node && ts.isStringLiteralLike(node) ? node.text : undefined;

/** English texts by their number, out of calls such as `m.localize(195,"Never …")`. */
const numberedTexts = (code: string): readonly (readonly [number, string])[] => {
  const texts: (readonly [number, string])[] = [];
  walk('editor.main.js', code, (node) => {
    if (!ts.isCallExpression(node) || !FUNCTIONS.test(node.expression.getText())) return;
    const [number, text] = [node.arguments[0], textOf(node.arguments[1])];
    if (number && ts.isNumericLiteral(number) && text) texts.push([Number(number.text), text]);
  });
  return texts;
};

const listedTexts = (code: string): readonly (string | undefined)[] => {
  const lists: (readonly (string | undefined)[])[] = [];
  walk('nls.messages.zh-cn.js', code, (node) => {
    if (ts.isArrayLiteralExpression(node)) lists.push(node.elements.map(textOf));
  });
  return lists.sort((a, b) => b.length - a.length)[0] ?? [];
};

/**
 * Monaco's Chinese texts by the English ones, paired by the numbers that both have in Monaco's minified build. The ES
 * modules that are bundled carry the English texts only, and no numbers.
 */
export const monacoTexts = (
  minifiedEditor: string,
  chineseMessages: string,
): Readonly<Record<string, string>> => {
  const chinese = listedTexts(chineseMessages);
  const pairs = numberedTexts(minifiedEditor).map(([number, english]) => [english, chinese[number]] as const);
  return Object.fromEntries(
    pairs.flatMap(([english, text]) => (text && text !== english ? [[english, text]] : [])),
  );
};

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { monacoTexts } from './monaco-chinese.ts';
import { startTranslation } from './translation.ts';

/** Fewer than Monaco 0.52 has (1,316); far more than a changed format would leave. */
const MONACO_TEXTS_AT_LEAST = 1_000;

const MONACO_CHINESE = 'virtual:monaco-chinese';
const RESOLVED = `\0${MONACO_CHINESE}`;

const loadMonacoTexts = (): string => {
  const monaco = dirname(createRequire(import.meta.url).resolve('monaco-editor/package.json'));
  const read = (file: string): string => readFileSync(join(monaco, 'min/vs', file), 'utf8');
  const texts = monacoTexts(read('editor/editor.main.js'), read('nls.messages.zh-cn.js'));
  const count = Object.keys(texts).length;
  if (count < MONACO_TEXTS_AT_LEAST) throw new Error(`Only ${count} Chinese texts of Monaco were found.`);
  return `export default ${JSON.stringify(texts)};`;
};

/**
 * Translates GraphiQL and Monaco, which have no Chinese of their own to switch to: their texts become calls of the
 * page's translate function. Fails when the dictionary no longer fits what is installed.
 */
export const chinesePlugin = (): Plugin => {
  const translation = startTranslation();
  return {
    name: 'fournets-chinese',
    enforce: 'pre',
    resolveId: (id) => (id === MONACO_CHINESE ? RESOLVED : undefined),
    load: (id) => (id === RESOLVED ? loadMonacoTexts() : undefined),
    transform: (code, id) => {
      const translated = translation.apply(id, code);
      return translated === code ? undefined : { code: translated, map: null };
    },
    buildEnd(error) {
      const problems = error ? [] : translation.problems();
      if (problems.length > 0) this.error(`The Chinese texts no longer fit.\n${problems.join('\n')}`);
      this.info(`${translation.count()} texts of GraphiQL translated`);
    },
  };
};

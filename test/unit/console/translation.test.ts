import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { monacoTexts } from '../../../gateway/web/console/build/monaco-chinese.ts';
import { translateSource } from '../../../gateway/web/console/build/translate-source.ts';
import { startTranslation } from '../../../gateway/web/console/build/translation.ts';
import { translator } from '../../../gateway/web/console/page/translate.ts';

const dictionary = {
  texts: new Set(['Save', 'Stop', 'Run', '{0} query ({1})']),
  keys: new Set(['Fields']),
  names: new Set(['Graph']),
};

const rewrite = (code: string, file = '/x.js') => translateSource(file, code, dictionary);

describe('rewriting a source', () => {
  it('turns a text into a call of the translate function', () => {
    expect(rewrite('jsx("b", { children: "Save" })').code).toBe(
      'jsx("b", { children: globalThis.fournetsTranslate("Save") })',
    );
  });

  it('keeps the values of a template, and rewrites the texts within them', () => {
    const { code } = rewrite('const l = `${on ? "Stop" : "Run"} query (${a, key})`;');
    const fournetsTranslate = translator({ Stop: '停止', Run: '执行', '{0} query ({1})': '{0}查询（{1}）' });
    const run = new Function('globalThis', 'on', 'a', 'key', `${code} return l;`);
    expect(run({ fournetsTranslate }, true, 0, 'Ctrl')).toBe('停止查询（Ctrl）');
  });

  it.each([
    'import x from "Save";',
    'if (a === "Save") b();',
    'switch (a) { case "Save": b(); }',
    '({ "Save": 1 })',
  ])('leaves what is no text: %s', (code) => {
    expect(rewrite(code).code).toBe(code);
  });

  it('leaves a heading that is a key, and finds it all the same', () => {
    const code = 'jsx(Section, { title: "Fields" })';
    expect(rewrite(code)).toMatchObject({ code, found: new Set(['Fields']) });
  });

  it('reports a shown text that it does not know, but no name', () => {
    expect(rewrite('jsxs("p", { children: ["Graph", on ? "Brand new" : "Save"] })').unknown).toEqual(
      new Set(['Brand new']),
    );
  });
});

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => resolve(folder, file));

describe('the Chinese texts', () => {
  it('fit the installed GraphiQL: none is gone, none is new', () => {
    const packages = [
      'graphiql',
      '@graphiql/react',
      '@graphiql/plugin-doc-explorer',
      '@graphiql/plugin-history',
    ];
    const explorer = '@graphiql/plugin-explorer';
    const folders = [...packages, explorer, `${explorer}/node_modules/graphiql-explorer`];
    const files = folders.flatMap((name) => filesBelow(`node_modules/${name}/dist`));
    const translation = startTranslation();
    for (const file of [...files, resolve('node_modules/monaco-editor/esm/vs/nls.js')])
      translation.apply(file, readFileSync(file, 'utf8'));
    expect(translation.problems()).toEqual([]);
    expect(translation.count()).toBe(135);
  });

  it('of Monaco come from its own package, by the English ones', () => {
    const read = (file: string): string =>
      readFileSync(join('node_modules/monaco-editor/min/vs', file), 'utf8');
    const texts = monacoTexts(read('editor/editor.main.js'), read('nls.messages.zh-cn.js'));
    expect(texts).toMatchObject({ Cut: '剪切', 'Command Palette': '命令面板' });
    expect(Object.keys(texts).length).toBeGreaterThan(1_000);
  });

  it('keep an English text that has no Chinese one', () => {
    expect(translator({})('{0} of {1}', 2, 'three {1}')).toBe('2 of three {1}');
  });
});

import { explorerPlugin } from '@graphiql/plugin-explorer';
import { useGraphiQL } from '@graphiql/react';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './console.css';
import { graphFetcher } from './fetcher.ts';
import type { Problem } from './fetcher.ts';
import { Header } from './header.tsx';
import type { Language } from './language.ts';
import { ResultBar } from './result-bar.tsx';
import { TEXTS } from './texts.ts';
import { translateWelcome } from './welcome.ts';

const PLUGINS = [HISTORY_PLUGIN, explorerPlugin({})];

const EDITORS = ['queryEditor', 'variableEditor', 'headerEditor', 'responseEditor'] as const;

/** Breaks long lines instead of hiding their ends, and does not mark Chinese punctuation as suspicious. */
const EDITOR_OPTIONS = { wordWrap: 'on', unicodeHighlight: { ambiguousCharacters: false } } as const;

const EditorOptions = () => {
  const editors = useGraphiQL((state) => EDITORS.map((name) => state[name]));
  useEffect(() => {
    for (const editor of editors) editor?.updateOptions(EDITOR_OPTIONS);
  }, [editors]);
  return null;
};

const Console = ({ language, header }: { readonly language: Language; readonly header: Element }) => {
  const texts = TEXTS[language];
  const [problem, setProblem] = useState<Problem>();
  const fetcher = useMemo(() => graphFetcher(setProblem), []);
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={PLUGINS}
      defaultQuery={texts.welcome}
      defaultEditorToolsVisibility="variables"
      schemaDescription
      inputValueDeprecation
    >
      <GraphiQL.Logo>{null}</GraphiQL.Logo>
      <GraphiQL.Footer>
        <ResultBar texts={texts} />
      </GraphiQL.Footer>
      <EditorOptions />
      <Header element={header} language={language} texts={texts} problem={problem} />
    </GraphiQL>
  );
};

const elementOf = (id: string): Element => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no element #${id}.`);
  return element;
};

/** Puts the console into the page. */
export const mountConsole = (language: Language): void => {
  translateWelcome(localStorage, language);
  const main = elementOf('console');
  main.textContent = '';
  createRoot(main).render(<Console language={language} header={elementOf('header')} />);
};

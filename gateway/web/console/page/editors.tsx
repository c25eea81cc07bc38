import { explorerPlugin } from '@graphiql/plugin-explorer';
import { useGraphiQL } from '@graphiql/react';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Examples } from './examples.tsx';
import { graphFetcher } from './fetcher.ts';
import type { FetcherOptions } from './fetcher.ts';
import { Header } from './header.tsx';
import type { Language } from './language.ts';
import type { Problem } from './problem.ts';
import { RefusalPanel } from './refusals/refusal-panel.tsx';
import { ResultBar } from './result-bar.tsx';
import { TEXTS } from './texts.ts';

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

interface EditorsProps {
  readonly header: Element;
  readonly language: Language;
  /** The same at each rendering. */
  readonly asking: Omit<FetcherOptions, 'onProblem'>;
  /** Who is logged in, in the page's first line. */
  readonly badge?: ReactNode;
  /** The page's second line. */
  readonly purposeBar?: ReactNode;
  /** Leads to other parts of the console. */
  readonly places?: ReactNode;
  /** Another part, which stands in the place of the editors; they go on as they are behind it. */
  readonly other?: ReactNode;
}

/** GraphiQL, and the page's own parts around it. */
export const Editors = ({ header, language, asking, badge, purposeBar, places, other }: EditorsProps) => {
  const texts = TEXTS[language];
  const [problem, setProblem] = useState<Problem>();
  const fetcher = useMemo(() => graphFetcher({ ...asking, onProblem: setProblem }), [asking]);
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
        <RefusalPanel language={language} />
        <ResultBar texts={texts} />
      </GraphiQL.Footer>
      <EditorOptions />
      <Header element={header} language={language} problem={problem} below={purposeBar} badge={badge}>
        {places}
        {!other && <Examples language={language} texts={texts} />}
      </Header>
      {other}
    </GraphiQL>
  );
};

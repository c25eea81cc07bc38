import { useMonaco } from '@graphiql/react';
import { conf, language as grammar } from 'monaco-editor/esm/vs/basic-languages/graphql/graphql.js';
import { useEffect, useRef } from 'react';
import type { RuleFault } from './check.ts';

/** Rules are GraphQL with directives of their own, which GraphiQL's own language would call wrong. */
const LANGUAGE = 'fournets-rule';

type Monaco = NonNullable<Parameters<Parameters<typeof useMonaco>[0]>[0]['monaco']>;
type Editor = ReturnType<Monaco['editor']['create']>;

const teach = ({ languages }: Monaco): void => {
  if (languages.getLanguages().some(({ id }) => id === LANGUAGE)) return;
  languages.register({ id: LANGUAGE });
  languages.setLanguageConfiguration(LANGUAGE, conf);
  languages.setMonarchTokensProvider(LANGUAGE, grammar);
};

const create = (monaco: Monaco, element: HTMLElement, value: string, label: string): Editor => {
  teach(monaco);
  return monaco.editor.create(element, {
    value,
    language: LANGUAGE,
    ariaLabel: label,
    automaticLayout: true,
    fontSize: 14,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    stickyScroll: { enabled: false },
    tabSize: 2,
    // The key goes on to what follows, as in any form.
    tabFocusMode: true,
    unicodeHighlight: { ambiguousCharacters: false },
    wordWrap: 'on',
  });
};

const mark = (
  monaco: Monaco,
  editor: Editor,
  faults: readonly RuleFault[],
  texts: readonly string[],
): void => {
  const model = editor.getModel();
  if (model === null) return;
  const markers = faults.map(({ line, column }, index) => {
    const startLineNumber = Math.min(line ?? 1, model.getLineCount());
    const startColumn = column ?? 1;
    const word = model.getWordAtPosition({ lineNumber: startLineNumber, column: startColumn });
    return {
      severity: monaco.MarkerSeverity.Error,
      message: texts[index] ?? '',
      startLineNumber,
      startColumn,
      endLineNumber: startLineNumber,
      endColumn: Math.max(word?.endColumn ?? 0, startColumn + 1),
    };
  });
  monaco.editor.setModelMarkers(model, LANGUAGE, markers);
};

interface RuleEditorProps {
  readonly label: string;
  readonly text: string;
  readonly onWrite: (text: string) => void;
  readonly faults: readonly RuleFault[];
  /** What the faults say, in the language of the page. */
  readonly faultTexts: readonly string[];
  /** A place to go to; another object goes there again. */
  readonly place: Pick<RuleFault, 'line' | 'column'> | undefined;
}

/** The editor of a rule's text, with marks where something is wrong. */
export const RuleEditor = ({ label, text, onWrite, faults, faultTexts, place }: RuleEditorProps) => {
  const monaco = useMonaco((state) => state.monaco);
  const element = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(undefined);
  const latest = useRef({ text, onWrite });
  useEffect(() => {
    latest.current = { text, onWrite };
    if (editor.current !== undefined && editor.current.getValue() !== text) editor.current.setValue(text);
  }, [text, onWrite]);
  useEffect(() => {
    if (!monaco || element.current === null) return undefined;
    const made = create(monaco, element.current, latest.current.text, label);
    editor.current = made;
    made.onDidChangeModelContent(() => latest.current.onWrite(made.getValue()));
    return () => {
      made.getModel()?.dispose();
      made.dispose();
    };
  }, [monaco, label]);
  useEffect(() => {
    if (monaco && editor.current !== undefined) mark(monaco, editor.current, faults, faultTexts);
  }, [monaco, faults, faultTexts]);
  useEffect(() => {
    if (place === undefined || place.line === null) return;
    editor.current?.setPosition({ lineNumber: place.line, column: place.column ?? 1 });
    editor.current?.revealLineInCenter(place.line);
    editor.current?.focus();
  }, [place]);
  return <div ref={element} className="fournets-rule-editor" />;
};

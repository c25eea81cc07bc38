import { useGraphiQL } from '@graphiql/react';
import { useMemo } from 'react';
import { DEPARTMENTS } from '../../../../../schema/departments.ts';
import type { Language } from '../language.ts';
import { refusalsOf } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import { REFUSAL_TEXTS } from './texts.ts';

interface LineProps {
  readonly refusal: Refusal;
  readonly language: Language;
}

const Line = ({ refusal: { owner, why, coordinates }, language }: LineProps) => (
  <li>
    <strong>{DEPARTMENTS[owner][language]}</strong> <code>{coordinates.join(', ')}</code>
    {language === 'zh' ? '：' : ': '}
    {REFUSAL_TEXTS[language].why[why]}
  </li>
);

/** What to do next, each once. The page has means of its own for saying what a question is for. */
const adviceOf = (refusals: readonly Refusal[], language: Language): readonly string[] => [
  ...new Set(
    refusals.map(({ why, apply }) =>
      why === 'PURPOSE_MISSING' ? REFUSAL_TEXTS[language].choosePurpose : apply[language],
    ),
  ),
];

/** Below the answer: which owner does not show which fields, why, and what to do next. */
export const RefusalPanel = ({ language }: { readonly language: Language }) => {
  const texts = REFUSAL_TEXTS[language];
  const response = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.response ?? '');
  const { refusals, hindrances } = useMemo(() => refusalsOf(response), [response]);
  const isEmpty = refusals.length + hindrances.length === 0;
  return (
    <div role="status">
      {!isEmpty && (
        // Long lists scroll, by keyboard, too.
        <section className="fournets-refusals" aria-label={texts.title} tabIndex={0}>
          <h2>{texts.title}</h2>
          <ul>
            {hindrances.map(({ text }) => (
              <li key={text.en}>{text[language]}</li>
            ))}
            {refusals.map((refusal) => (
              <Line key={`${refusal.owner} ${refusal.why}`} refusal={refusal} language={language} />
            ))}
          </ul>
          {adviceOf(refusals, language).map((advice) => (
            <p key={advice}>{advice.replaceAll('`', '')}</p>
          ))}
        </section>
      )}
    </div>
  );
};

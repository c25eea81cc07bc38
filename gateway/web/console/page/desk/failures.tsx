import type { Language } from '../language.ts';
import type { Failure } from './ask.ts';
import { Gaps } from './gaps.tsx';

/** What kept something from being done, each reason once; what owners do not share stands by itself. */
export const Failures = ({
  failures,
  language,
}: {
  readonly failures: readonly Failure[];
  readonly language: Language;
}) => (
  <div role="alert">
    {failures.map((failure) =>
      failure.gap === undefined ? (
        <div key={failure.en} className="fournets-problem">
          {failure[language]}
          {failure.faults?.map((fault) => (
            <p key={fault.en}>{fault[language]}</p>
          ))}
        </div>
      ) : null,
    )}
    <Gaps gaps={failures.flatMap(({ gap }) => gap ?? [])} language={language} />
  </div>
);

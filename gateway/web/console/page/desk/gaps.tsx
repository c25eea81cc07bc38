import type { Language } from '../language.ts';
import { REFUSAL_TEXTS } from '../refusals/texts.ts';
import type { Gap } from './ask.ts';
import { departmentText } from './format.ts';
import { DESK_TEXTS } from './texts.ts';

const whyOf = ({ reason, code }: Gap, language: Language): string => {
  const why: Readonly<Record<string, string>> = REFUSAL_TEXTS[language].why;
  if (code === 'SHARING_LIMITED') return why['LIMITED'] ?? code;
  return why[reason ?? ''] ?? code;
};

/** What owners did not show, and why; what to do where a purpose is all that is missing. */
export const Gaps = ({ gaps, language }: { readonly gaps: readonly Gap[]; readonly language: Language }) => {
  if (gaps.length === 0) return null;
  const isPurposeMissing = gaps.some(({ reason }) => reason === 'PURPOSE_MISSING');
  return (
    // Long lists scroll, by keyboard, too.
    <section className="fournets-refusals" aria-label={DESK_TEXTS[language].gaps} tabIndex={0}>
      <h4>{DESK_TEXTS[language].gaps}</h4>
      <ul>
        {gaps.map((gap) => (
          <li key={`${gap.owner} ${gap.coordinate} ${gap.code}`}>
            <strong>{departmentText(gap.owner, language)}</strong> <code>{gap.coordinate}</code>
            {DESK_TEXTS[language].colon}
            {whyOf(gap, language)}
          </li>
        ))}
      </ul>
      {isPurposeMissing && <p>{REFUSAL_TEXTS[language].choosePurpose}</p>}
    </section>
  );
};

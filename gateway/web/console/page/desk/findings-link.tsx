import type { Language } from '../language.ts';
import { addressOf } from '../place.ts';
import { DESK_TEXTS } from './texts.ts';

/** Leads to what a rule found. */
export const FindingsLink = ({
  ruleId,
  language,
}: {
  readonly ruleId: string;
  readonly language: Language;
}) => <a href={addressOf({ place: 'findings', at: ruleId })}>{DESK_TEXTS[language].findingsOf(ruleId)}</a>;

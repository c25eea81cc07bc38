import type { Language } from '../../language.ts';
import { Failures } from '../failures.tsx';
import { percent } from '../format.ts';
import { headOf, shownVersion } from '../rule.ts';
import type { KeptRule } from '../rule.ts';
import { DESK_TEXTS } from '../texts.ts';
import type { KeptRules } from '../use-rules.ts';

const precisionOf = ({ precision }: KeptRule, language: Language): string => {
  const texts = DESK_TEXTS[language];
  if (precision === null) return '';
  const judged = precision.confirmed + precision.refuted;
  return judged === 0
    ? texts.notJudged
    : texts.precision(precision.confirmed, judged, percent(precision.ratio));
};

interface EntryProps {
  readonly rule: KeptRule;
  readonly language: Language;
  readonly isChosen: boolean;
  readonly choose: () => void;
}

const Entry = ({ rule, language, isChosen, choose }: EntryProps) => {
  const texts = DESK_TEXTS[language];
  const head = headOf(shownVersion(rule)?.text ?? '');
  const because = language === 'zh' ? rule.demotedBecauseZh : rule.demotedBecause;
  const severity = because === null ? (head?.severity ?? '') : 'AMBER';
  return (
    <li>
      <button
        type="button"
        className="fournets-rule"
        aria-current={isChosen ? 'true' : undefined}
        onClick={choose}
      >
        <span className="fournets-title">
          {rule.id} {head?.[language]}
        </span>
        <span className={`fournets-severity fournets-${severity.toLowerCase()}`}>
          {texts.severities[severity] ?? ''}
        </span>
        <span className="fournets-about">
          {rule.active === null ? texts.inactive : texts.active(rule.active.version)}
        </span>
        <span className="fournets-about">{precisionOf(rule, language)}</span>
        {because !== null && (
          <span className="fournets-about">
            {texts.demoted}
            {texts.colon}
            {because}
          </span>
        )}
      </button>
    </li>
  );
};

interface RuleListProps {
  readonly kept: KeptRules;
  readonly language: Language;
  readonly chosen: string | null;
  /** Null for a new rule. */
  readonly choose: (rule: KeptRule | null) => void;
}

/** The rules of the ledger, to choose from. */
export const RuleList = ({ kept: { rules, failures, reload }, language, chosen, choose }: RuleListProps) => {
  const texts = DESK_TEXTS[language];
  return (
    <nav className="fournets-rules" aria-label={texts.rules}>
      <button type="button" className="fournets-button" onClick={() => choose(null)}>
        {texts.newRule}
      </button>
      <Failures failures={failures} language={language} />
      {failures.length > 0 && (
        <button type="button" className="fournets-button" onClick={() => void reload()}>
          {texts.retry}
        </button>
      )}
      <p role="status">
        {rules === undefined && failures.length === 0 && texts.loading}
        {rules?.length === 0 && texts.noRules}
      </p>
      <ul>
        {rules?.map((rule) => (
          <Entry
            key={rule.id}
            rule={rule}
            language={language}
            isChosen={rule.id === chosen}
            choose={() => choose(rule)}
          />
        ))}
      </ul>
    </nav>
  );
};

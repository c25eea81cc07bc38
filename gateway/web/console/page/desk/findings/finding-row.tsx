import { useState } from 'react';
import type { Language } from '../../language.ts';
import type { AskDesk } from '../ask.ts';
import { departmentText, listText, timeText } from '../format.ts';
import { DESK_TEXTS } from '../texts.ts';
import { Details } from './finding-details.tsx';
import type { Finding } from './findings.ts';
import { FINDING_TEXTS } from './texts.ts';

interface RowProps {
  readonly ask: AskDesk;
  readonly finding: Finding;
  /** Name of its rule. */
  readonly ruleName: string;
  readonly language: Language;
  readonly change: (finding: Finding) => void;
}

/** What there is to say beside the sentence, a line each. */
const remarksOf = (finding: Finding, language: Language): string[] => {
  const texts = FINDING_TEXTS[language];
  const { institution, subject, firstSeen, lastSeen, asOf, ruleVersion, present, unknownOwners } = finding;
  const owners = (unknownOwners ?? []).map((name) => departmentText(name, language));
  return [
    [institution?.name ?? institution?.code ?? '', subject === institution?.code ? '' : (subject ?? '')]
      .filter((part) => part !== '')
      .join(' · '),
    `${texts.seen(timeText(firstSeen, language), timeText(lastSeen, language))} · ${texts.facts(asOf ?? '—', ruleVersion ?? 0)}`,
    present === false && finding.state !== 'UNKNOWN' ? texts.gone : '',
    owners.length > 0 ? texts.undecided(listText(owners, language)) : '',
  ].filter((line) => line !== '');
};

/** A finding, and what stands behind it when somebody looks closer. */
export const FindingRow = ({ ask, finding, ruleName, language, change }: RowProps) => {
  const texts = FINDING_TEXTS[language];
  const [isShown, setShown] = useState(false);
  const { ruleId, severity, amount, state, sentenceEn, sentenceZh, verdictBy, verdictReason } = finding;
  return (
    <tr>
      <th scope="row">{ruleId}</th>
      <td>
        <span className={`fournets-severity fournets-${(severity ?? '').toLowerCase()}`}>
          {DESK_TEXTS[language].severities[severity ?? ''] ?? ''}
        </span>{' '}
        <strong>{ruleName}</strong> {language === 'zh' ? sentenceZh : sentenceEn}
        {remarksOf(finding, language).map((line) => (
          <div key={line} className="fournets-about">
            {line}
          </div>
        ))}
        {isShown && (
          // Another version has another history.
          <Details key={finding.version} ask={ask} finding={finding} language={language} change={change} />
        )}
      </td>
      <td className="fournets-amount">{amount !== null && texts.yuan(amount)}</td>
      <td>
        {texts.states[state ?? ''] ?? '—'}
        <div className="fournets-about">
          {verdictBy} {verdictReason}
        </div>
      </td>
      <td>
        <button
          type="button"
          className="fournets-button"
          aria-expanded={isShown}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? texts.close : texts.open}
        </button>
      </td>
    </tr>
  );
};

import type { Language } from '../../language.ts';
import type { RuleFault } from './check.ts';
import { Failures } from '../failures.tsx';
import { departmentText, listText } from '../format.ts';
import { DESK_TEXTS } from '../texts.ts';
import type { DraftCheck } from './use-check.ts';

const Fault = ({
  fault,
  language,
  goTo,
}: {
  readonly fault: RuleFault;
  readonly language: Language;
  readonly goTo: () => void;
}) => {
  const { line, column } = fault;
  return (
    <li>
      {line !== null && (
        <button type="button" className="fournets-button" onClick={goTo}>
          {DESK_TEXTS[language].at(line, column ?? 1)}
        </button>
      )}{' '}
      {fault[language]}
    </li>
  );
};

interface VerdictProps {
  readonly check: DraftCheck;
  readonly language: Language;
  readonly goTo: (fault: RuleFault) => void;
}

/** Below the editor: whether the text can be used, what is wrong with it and where, and what it reads. */
export const Verdict = ({ check: { rule, faults, failures, isCurrent }, language, goTo }: VerdictProps) => {
  const texts = DESK_TEXTS[language];
  const isSound = isCurrent && faults.length === 0 && failures.length === 0 && rule !== undefined;
  return (
    <div className="fournets-verdict">
      <p role="status">
        {!isCurrent && texts.checking}
        {isSound && `${texts.sound} ${texts.subjects[rule.subject]}`}
        {isCurrent && faults.length > 0 && texts.faults(faults.length)}
      </p>
      <Failures failures={failures} language={language} />
      <ul>
        {faults.map((fault) => (
          <Fault key={fault.en} fault={fault} language={language} goTo={() => goTo(fault)} />
        ))}
      </ul>
      {isSound && (
        <details>
          <summary>
            {texts.reads}
            {texts.colon}
            {listText(
              rule.reads.map(({ department }) => departmentText(department, language)),
              language,
            )}
          </summary>
          <ul>
            {rule.reads.map(({ department, coordinates }) => (
              <li key={department}>
                {departmentText(department, language)}
                {texts.colon}
                <code>{coordinates.join(', ')}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
};

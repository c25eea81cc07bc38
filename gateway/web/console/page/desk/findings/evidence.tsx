import type { Language } from '../../language.ts';
import { articlesText, departmentText, listText, timeText } from '../format.ts';
import type { Evidence, FindingEvent } from './findings.ts';
import { FINDING_TEXTS } from './texts.ts';

const factText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The office keeps the ledger: what it answered is its own. */
const OFFICE = 'establishment';

/** Under what an owner answered. */
const basisText = ({ owner, agreements }: Evidence['owners'][number], language: Language): string => {
  const texts = FINDING_TEXTS[language];
  if (agreements === null) return texts.agreementUnknown;
  if (agreements.length > 0) return texts.agreement(listText(agreements, language));
  return owner === OFFICE ? texts.own : texts.noAgreement;
};

/** The facts that decided, by who told them, under which agreement and when. */
export const EvidenceView = ({
  evidence: { articles, owners, readAt },
  language,
}: {
  readonly evidence: Evidence;
  readonly language: Language;
}) => {
  const texts = FINDING_TEXTS[language];
  return (
    <>
      <p>
        {texts.articles} {articlesText(articles, language)}
      </p>
      {owners.map((told) => (
        <details key={told.owner}>
          <summary>
            {texts.evidence} · {departmentText(told.owner, language)} · {basisText(told, language)} ·{' '}
            {timeText(readAt, language)}
          </summary>
          <dl className="fournets-facts">
            {told.facts.map(({ path, value }) => (
              <div key={path}>
                <dt>
                  <code>{path}</code>
                </dt>
                <dd>{factText(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </>
  );
};

/** What became of a finding, the oldest first. */
export const History = ({
  events,
  language,
}: {
  readonly events: readonly FindingEvent[];
  readonly language: Language;
}) => {
  const texts = FINDING_TEXTS[language];
  return (
    <>
      <h3>{texts.history}</h3>
      <ol className="fournets-hits">
        {events.map(({ id, at, action, actor, reason, reasonZh }) => (
          <li key={id}>
            {[
              timeText(at, language),
              texts.actions[action ?? ''] ?? action,
              actor,
              language === 'zh' ? (reasonZh ?? reason) : reason,
            ]
              .filter((part) => part !== null && part !== '')
              .join(' · ')}
          </li>
        ))}
      </ol>
    </>
  );
};

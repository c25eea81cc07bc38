import type { Language } from '../../language.ts';
import { articlesText, departmentText, listText, timeText } from '../format.ts';
import type { Evidence, Fact, FindingEvent } from './findings.ts';
import { FINDING_TEXTS } from './texts.ts';

const factText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const FactList = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className="fournets-facts">
    {facts.map(({ path, value }) => (
      <div key={path}>
        <dt>
          <code>{path}</code>
        </dt>
        <dd>{factText(value)}</dd>
      </div>
    ))}
  </dl>
);

/** The office keeps the ledger: what it answered is its own. */
const OFFICE = 'establishment';

/** Under what an owner answered. */
const basisText = ({ owner, agreements }: Evidence['owners'][number], language: Language): string => {
  const texts = FINDING_TEXTS[language];
  if (agreements === null) return texts.agreementUnknown;
  if (agreements.length > 0) return texts.agreement(listText(agreements, language));
  return owner === OFFICE ? texts.own : texts.noAgreement;
};

/** The facts that decided and those that were read besides, by who told them, under which agreement and when. */
export const EvidenceView = ({
  evidence: { articles, owners, readAt, narrowed = false },
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
            {narrowed ? texts.evidence : texts.factsRead} · {departmentText(told.owner, language)} ·{' '}
            {basisText(told, language)} · {timeText(readAt, language)}
          </summary>
          <FactList facts={told.facts} />
          {told.alsoRead !== undefined && told.alsoRead.length > 0 && (
            <details>
              <summary>{texts.alsoRead(told.alsoRead.length)}</summary>
              <FactList facts={told.alsoRead} />
            </details>
          )}
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

import type { Bilingual } from '../../../../operations.ts';
import type { Language } from '../../../language.ts';
import { addressOf } from '../../../place.ts';
import { articlesText, departmentText, listText } from '../../format.ts';
import { PANEL_TEXTS } from '../../panels/texts.ts';
import { DESK_TEXTS } from '../../texts.ts';
import type { DeedHit } from '../question.ts';
import { DEED_TEXTS } from '../texts.ts';

/** The rule, linked to where the ledger keeps it. */
const RuleName = ({ hit, language }: { readonly hit: DeedHit; readonly language: Language }) => {
  const name = `${hit.rule} ${hit[language]}`;
  return hit.version === null ? (
    <strong>{name}</strong>
  ) : (
    <a href={addressOf({ place: 'rules', at: hit.rule })}>{name}</a>
  );
};

const Line = ({ label, children }: { readonly label: string; readonly children: string }) => (
  <div className="fournets-about">
    {label}
    {children}
  </div>
);

const Hit = ({ hit, language }: { readonly hit: DeedHit; readonly language: Language }) => {
  const texts = DEED_TEXTS[language];
  const { colon, severities, subjects } = DESK_TEXTS[language];
  const { severity, says, saysNow, amount, isNew, articles, hiddenBy, subject, version } = hit;
  const said = (text: Bilingual | null): string => text?.[language] ?? '';
  const owners = hiddenBy.map((name) => departmentText(name, language));
  return (
    <li>
      <span className={`fournets-severity fournets-${severity.toLowerCase()}`}>{severities[severity]}</span>{' '}
      <RuleName hit={hit} language={language} />
      <span className="fournets-about">
        {' '}
        {version !== null && texts.version(version)} {subjects[subject]}
      </span>
      {says !== null && (
        <div>
          {said(says)} {amount !== null && PANEL_TEXTS[language].amount(amount)}
        </div>
      )}
      {!isNew && saysNow !== null && said(saysNow) !== said(says) && (
        <Line label={texts.now + colon}>{said(saysNow)}</Line>
      )}
      {owners.length > 0 && <div>{texts.hiddenBy(listText(owners, language))}</div>}
      {articles.length > 0 && <Line label={texts.articles + colon}>{articlesText(articles, language)}</Line>}
    </li>
  );
};

interface HitsProps {
  readonly id: string;
  readonly title: string;
  readonly hits: readonly DeedHit[];
  readonly language: Language;
}

/** What rules find: something to verify. */
export const Hits = ({ id, title, hits, language }: HitsProps) => (
  <section aria-labelledby={id}>
    <h3 id={id}>{title}</h3>
    <ul className="fournets-hits">
      {hits.map((hit, index) => (
        // One rule hits several times perhaps; an answer has all of them at once.
        // oxlint-disable-next-line react/no-array-index-key
        <Hit key={index} hit={hit} language={language} />
      ))}
    </ul>
  </section>
);

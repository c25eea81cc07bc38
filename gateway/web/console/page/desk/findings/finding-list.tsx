import type { Language } from '../../language.ts';
import type { AskDesk } from '../ask.ts';
import { Failures } from '../failures.tsx';
import { ExportBar } from './export/export-bar.tsx';
import { FindingRow } from './finding-row.tsx';
import type { Wanted } from './findings.ts';
import { FINDING_TEXTS } from './texts.ts';
import { useFindings } from './use-findings.ts';

interface FindingListProps {
  readonly ask: AskDesk;
  readonly wanted: Wanted;
  readonly ruleNames: ReadonlyMap<string, string>;
  readonly language: Language;
}

/** Findings, the newest first: read, looked into, confirmed or refuted. */
export const FindingList = ({ ask, wanted, ruleNames, language }: FindingListProps) => {
  const texts = FINDING_TEXTS[language];
  const { found, total, next, failures, more, change } = useFindings(ask, wanted);
  return (
    <>
      <Failures failures={failures} language={language} />
      <p role="status">
        {found === undefined && failures.length === 0 && texts.loading}
        {found?.length === 0 && texts.none}
        {found !== undefined && found.length > 0 && texts.total(found.length, total)}
      </p>
      {found !== undefined && found.length > 0 && <ExportBar ask={ask} wanted={wanted} language={language} />}
      {found !== undefined && found.length > 0 && (
        <table className="fournets-table">
          <thead>
            <tr>
              <th scope="col">{texts.rule}</th>
              <th scope="col">{texts.says}</th>
              <th scope="col">{texts.amount}</th>
              <th scope="col">{texts.state}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {found.map((finding) => (
              <FindingRow
                key={finding.id}
                ask={ask}
                finding={finding}
                ruleName={ruleNames.get(finding.ruleId ?? '') ?? ''}
                language={language}
                change={change}
              />
            ))}
          </tbody>
        </table>
      )}
      {next !== null && (
        <button type="button" className="fournets-button" onClick={() => void more()}>
          {texts.more}
        </button>
      )}
    </>
  );
};

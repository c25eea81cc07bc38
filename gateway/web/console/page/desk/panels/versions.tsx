import { useState } from 'react';
import type { Language } from '../../language.ts';
import type { AskDesk, Failure } from '../ask.ts';
import { Failures } from '../failures.tsx';
import { timeText } from '../format.ts';
import type { KeptRule, KeptVersion } from '../rule.ts';
import { DiffView } from './diff-view.tsx';
import { PANEL_TEXTS } from './texts.ts';

const ACTIVATE = `mutation DeskActivate($id: ID!, $version: Int!) { rule: activateRule(id: $id, version: $version) { id } }`;
const RETIRE = `mutation DeskRetire($id: ID!) { rule: retireRule(id: $id) { id } }`;

interface VersionsProps {
  readonly ask: AskDesk;
  readonly rule: KeptRule;
  readonly text: string;
  /** Values that are on the desk, as a JSON object. */
  readonly parameters: string;
  readonly language: Language;
  readonly open: (version: KeptVersion) => void;
  readonly onChanged: () => Promise<void>;
}

interface RowProps {
  readonly version: KeptVersion;
  readonly isActive: boolean;
  readonly isChanging: boolean;
  readonly language: Language;
  readonly open: () => void;
  readonly compare: () => void;
  readonly change: () => void;
}

const Row = ({ version, isActive, isChanging, language, open, compare, change }: RowProps) => {
  const texts = PANEL_TEXTS[language];
  const act = (text: string, onClick: () => void, disabled = false) => (
    <button type="button" className="fournets-button" disabled={disabled} onClick={onClick}>
      {text}
    </button>
  );
  return (
    <tr>
      <th scope="row">
        {version.version} {isActive && <strong>{texts.atWork}</strong>}
      </th>
      <td>
        {version.savedBy} ({texts.origins[version.origin]}) {timeText(version.savedAt, language)}
        {version.note !== null && <div className="fournets-about">{version.note}</div>}
        {version.parameters !== '{}' && (
          <div className="fournets-about">
            <code>{version.parameters}</code>
          </div>
        )}
      </td>
      <td className="fournets-row">
        {act(texts.open, open)}
        {act(texts.compare, compare)}
        {act(isActive ? texts.retire : texts.activate, change, isChanging)}
      </td>
    </tr>
  );
};

/** The versions of a rule: opened, compared with what is on the desk, put to work and taken out of it. */
export const Versions = ({ ask, rule, text, parameters, language, open, onChanged }: VersionsProps) => {
  const texts = PANEL_TEXTS[language];
  const [compared, setCompared] = useState<KeptVersion>();
  const [isChanging, setIsChanging] = useState(false);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const change = async (version: number): Promise<void> => {
    setIsChanging(true);
    const { id, active } = rule;
    const outcome = await (active?.version === version
      ? ask(RETIRE, { id })
      : ask(ACTIVATE, { id, version }));
    setFailures(outcome.failures);
    await onChanged();
    setIsChanging(false);
  };
  return (
    <section className="fournets-panel" aria-labelledby="versions-title">
      <h3 id="versions-title">{texts.versions}</h3>
      <Failures failures={failures} language={language} />
      <table className="fournets-table">
        <thead>
          <tr>
            <th scope="col">{texts.version}</th>
            <th scope="col">{texts.savedBy}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rule.versions.toReversed().map((version) => (
            <Row
              key={version.version}
              version={version}
              isActive={rule.active?.version === version.version}
              isChanging={isChanging}
              language={language}
              open={() => open(version)}
              compare={() => setCompared(version)}
              change={() => void change(version.version)}
            />
          ))}
        </tbody>
      </table>
      {compared !== undefined && (
        <DiffView version={compared} text={text} parameters={parameters} language={language} />
      )}
    </section>
  );
};

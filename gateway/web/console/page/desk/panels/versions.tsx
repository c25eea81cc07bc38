import { useState } from 'react';
import type { Language } from '../../language.ts';
import type { AskDesk, Failure } from '../ask.ts';
import { Failures } from '../failures.tsx';
import { departmentText, listText, timeText } from '../format.ts';
import { isOwn, mayDecide } from '../rights.ts';
import type { DeskViewer } from '../rights.ts';
import type { KeptRule, KeptVersion } from '../rule.ts';
import { DiffView } from './diff-view.tsx';
import { PANEL_TEXTS } from './texts.ts';

const ACTIVATE = `mutation DeskActivate($id: ID!, $version: Int!) { rule: activateRule(id: $id, version: $version) { id } }`;
const RETIRE = `mutation DeskRetire($id: ID!) { rule: retireRule(id: $id) { id } }`;

interface VersionsProps {
  readonly ask: AskDesk;
  readonly rule: KeptRule;
  readonly viewer: DeskViewer | undefined;
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
  /** True for who decides about versions. */
  readonly isDecider: boolean;
  /** True where the viewer saved it. */
  readonly isOwn: boolean;
  readonly language: Language;
  readonly open: () => void;
  readonly compare: () => void;
  readonly change: () => void;
}

/** Where a version comes from: built in, or saved in a department. */
const originText = ({ origin, savedDepartment }: KeptVersion, language: Language): string => {
  const text = PANEL_TEXTS[language].origins[origin];
  return origin === 'BUILTIN' ? text : listText([text, departmentText(savedDepartment, language)], language);
};

const Row = ({
  version,
  isActive,
  isChanging,
  isDecider,
  isOwn: own,
  language,
  open,
  compare,
  change,
}: RowProps) => {
  const texts = PANEL_TEXTS[language];
  const isForOthers = own && !isActive;
  const act = (text: string, onClick: () => void) => (
    <button type="button" className="fournets-button" onClick={onClick}>
      {text}
    </button>
  );
  return (
    <tr>
      <th scope="row">
        {version.version} {isActive && <strong>{texts.atWork}</strong>}
      </th>
      <td>
        {version.savedBy} ({originText(version, language)}) {timeText(version.savedAt, language)}
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
        <button
          type="button"
          className="fournets-button"
          aria-describedby={isDecider ? undefined : 'version-deciders'}
          disabled={isChanging || !isDecider || isForOthers}
          onClick={change}
        >
          {isActive ? texts.retire : texts.activate}
        </button>
        {isDecider && isForOthers && <span className="fournets-about">{texts.own}</span>}
      </td>
    </tr>
  );
};

/** Puts a version to work, or takes it out where it is at work. */
const useChange = ({
  ask,
  rule: { id, active },
  onChanged,
}: Pick<VersionsProps, 'ask' | 'rule' | 'onChanged'>) => {
  const [isChanging, setIsChanging] = useState(false);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const change = async (version: number): Promise<void> => {
    setIsChanging(true);
    const outcome = await (active?.version === version
      ? ask(RETIRE, { id })
      : ask(ACTIVATE, { id, version }));
    setFailures(outcome.failures);
    await onChanged();
    setIsChanging(false);
  };
  return { isChanging, failures, change };
};

/** The versions of a rule: opened, compared with what is on the desk, put to work and taken out of it. */
export const Versions = ({
  ask,
  rule,
  viewer,
  text,
  parameters,
  language,
  open,
  onChanged,
}: VersionsProps) => {
  const texts = PANEL_TEXTS[language];
  const isDecider = mayDecide(viewer);
  const [compared, setCompared] = useState<KeptVersion>();
  const { isChanging, failures, change } = useChange({ ask, rule, onChanged });
  return (
    <section className="fournets-panel" aria-labelledby="versions-title">
      <h3 id="versions-title">{texts.versions}</h3>
      <Failures failures={failures} language={language} />
      {!isDecider && (
        <p id="version-deciders" className="fournets-about">
          {texts.deciders}
        </p>
      )}
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
              isDecider={isDecider}
              isOwn={isOwn(viewer, version)}
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

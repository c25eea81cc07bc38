import { useMemo, useState } from 'react';
import type { Language } from '../../language.ts';
import { askDesk } from '../ask.ts';
import type { AskDesk } from '../ask.ts';
import type { RuleFault } from './check.ts';
import { NEW_DRAFT, writtenValues } from './draft.ts';
import type { Draft } from './draft.ts';
import { FindingsLink } from '../findings-link.tsx';
import type { DeskPageProps } from '../page-props.ts';
import type { DeskViewer } from '../rights.ts';
import { BackTest } from '../panels/back-test.tsx';
import { Trial } from '../panels/trial.tsx';
import { Versions } from '../panels/versions.tsx';
import { ParametersForm } from './parameters-form.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { RuleList } from './rule-list.tsx';
import { shownVersion } from '../rule.ts';
import type { KeptRule, KeptVersion } from '../rule.ts';
import { SaveBar } from './save-bar.tsx';
import type { Saved } from './save-bar.tsx';
import { DESK_TEXTS } from '../texts.ts';
import { useCheck } from './use-check.ts';
import type { DraftCheck } from './use-check.ts';
import { useRules } from '../use-rules.ts';
import { useViewer } from '../use-viewer.ts';
import { Verdict } from './verdict.tsx';

const draftOf = (ruleId: string, { version, text, parameters }: KeptVersion): Draft => ({
  ruleId,
  version,
  text,
  values: writtenValues(parameters),
});

interface WritingProps {
  readonly ask: AskDesk;
  readonly draft: Draft;
  readonly check: DraftCheck;
  readonly viewer: DeskViewer | undefined;
  readonly language: Language;
  readonly write: (text: string) => void;
  readonly onSaved: (saved: Saved) => void;
}

/** The text, what is wrong with it, and the way into the ledger. */
const Writing = ({ ask, draft: { text }, check, viewer, language, write, onSaved }: WritingProps) => {
  const label = DESK_TEXTS[language].editor;
  const [place, setPlace] = useState<Pick<RuleFault, 'line' | 'column'>>();
  const faultTexts = useMemo(() => check.faults.map((fault) => fault[language]), [check.faults, language]);
  return (
    <section className="fournets-writing" aria-label={label}>
      <RuleEditor
        label={label}
        text={text}
        onWrite={write}
        faults={check.faults}
        faultTexts={faultTexts}
        place={place}
      />
      <Verdict check={check} language={language} goTo={({ line, column }) => setPlace({ line, column })} />
      <SaveBar ask={ask} text={text} check={check} viewer={viewer} language={language} onSaved={onSaved} />
    </section>
  );
};

/** Opens the rule that the address names, once the ledger is read. */
const useNamedRule = (
  id: string,
  rules: readonly KeptRule[] | undefined,
  open: (rule: KeptRule) => void,
): void => {
  const [opened, setOpened] = useState('');
  const named = id === opened ? undefined : rules?.find((rule) => rule.id === id);
  if (named === undefined) return;
  setOpened(named.id);
  open(named);
};

/** Standing rules: what is kept, what is being written, and what can be done with it. */
const RulesPage = ({ language, ask: put, purpose, at }: DeskPageProps) => {
  const ask = useMemo(() => askDesk(put, purpose), [put, purpose]);
  const kept = useRules(ask);
  const viewer = useViewer(ask);
  const [draft, setDraft] = useState<Draft>(NEW_DRAFT);
  const check = useCheck(ask, draft);
  const rule = kept.rules?.find(({ id }) => id === draft.ruleId);
  const change = (changed: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changed }));
  const choose = (chosen: KeptRule | null): void => {
    const version = chosen === null ? undefined : shownVersion(chosen);
    setDraft(chosen === null || version === undefined ? NEW_DRAFT : draftOf(chosen.id, version));
  };
  useNamedRule(at, kept.rules, choose);
  const shared = { ask, text: draft.text, parameters: check.parameters, language };
  return (
    <div className="fournets-desk">
      <RuleList kept={kept} language={language} chosen={draft.ruleId} choose={choose} />
      <Writing
        ask={ask}
        draft={draft}
        check={check}
        viewer={viewer}
        language={language}
        write={(text) => change({ text })}
        onSaved={({ ruleId, version }) => {
          change({ ruleId, version });
          void kept.reload();
        }}
      />
      <div className="fournets-panels">
        {rule !== undefined && <FindingsLink ruleId={rule.id} language={language} />}
        <ParametersForm
          parameters={check.rule?.parameters ?? []}
          values={draft.values}
          language={language}
          change={(values) => change({ values })}
        />
        <Trial {...shared} rule={check.rule} />
        <BackTest {...shared} isSound={check.isCurrent && check.faults.length === 0} />
        {rule !== undefined && (
          <Versions
            key={rule.id}
            {...shared}
            rule={rule}
            viewer={viewer}
            open={(version) => setDraft(draftOf(rule.id, version))}
            onChanged={kept.reload}
          />
        )}
      </div>
    </div>
  );
};

// Loaded when somebody goes there.
export default RulesPage;

import { useState } from 'react';
import type { Language } from '../../language.ts';
import type { AskDesk, Failure } from '../ask.ts';
import { Failures } from '../failures.tsx';
import { LabelledInput } from '../labelled-input.tsx';
import { DESK_TEXTS } from '../texts.ts';
import { maySave } from '../rights.ts';
import type { DeskViewer } from '../rights.ts';
import type { DraftCheck } from './use-check.ts';

const SAVE = `mutation DeskSave($input: RuleInput!) { saved: saveRule(input: $input) { ruleId version } }`;

/** A version that was kept. */
export interface Saved {
  readonly ruleId: string;
  readonly version: number;
}

interface SaveBarProps {
  readonly ask: AskDesk;
  readonly text: string;
  readonly check: DraftCheck;
  readonly viewer: DeskViewer | undefined;
  readonly language: Language;
  readonly onSaved: (saved: Saved) => void;
}

/** Has the ledger keep what is on the desk: each change is a version. */
export const SaveBar = ({ ask, text, check, viewer, language, onSaved }: SaveBarProps) => {
  const texts = DESK_TEXTS[language];
  const [note, setNote] = useState('');
  const [isSaving, setIsSaving] = useState(false);
  const [saved, setSaved] = useState<Saved & { readonly of: string }>();
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const { rule, faults, isCurrent, parameters } = check;
  const of = text + parameters;
  const isSaver = maySave(viewer);
  const save = async (id: string, floor: number): Promise<void> => {
    setIsSaving(true);
    const input = { id, text, parameters, note: note === '' ? null : note, floor: String(floor) };
    const { data, failures: met } = await ask<{ readonly saved: Saved | null }>(SAVE, { input });
    setIsSaving(false);
    setFailures(met);
    if (!data?.saved) return;
    setSaved({ ...data.saved, of });
    setNote('');
    onSaved(data.saved);
  };
  return (
    <form
      className="fournets-row"
      onSubmit={(event) => {
        event.preventDefault();
        if (rule !== undefined) void save(rule.id, rule.floor);
      }}
    >
      <LabelledInput id="rule-note" label={texts.note} value={note} change={setNote} />
      <button
        type="submit"
        className="fournets-button fournets-primary"
        aria-describedby={isSaver ? undefined : 'rule-savers'}
        disabled={!isSaver || isSaving || !isCurrent || faults.length > 0 || rule === undefined}
      >
        {isSaving ? texts.saving : texts.save}
      </button>
      {!isSaver && (
        <span id="rule-savers" className="fournets-about">
          {texts.savers}
        </span>
      )}
      <span role="status">{saved?.of === of && texts.saved(saved.version)}</span>
      <Failures failures={failures} language={language} />
    </form>
  );
};

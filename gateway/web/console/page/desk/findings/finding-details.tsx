import { useEffect, useState } from 'react';
import type { Language } from '../../language.ts';
import type { AskDesk, Outcome } from '../ask.ts';
import { Failures } from '../failures.tsx';
import { LabelledInput } from '../labelled-input.tsx';
import { useAction } from '../use-action.ts';
import { EvidenceView, History } from './evidence.tsx';
import { CONFIRM, DETAILS, isOpen, REFUTE } from './findings.ts';
import type { Evidence, Finding, FindingDetails } from './findings.ts';
import { FINDING_TEXTS } from './texts.ts';

interface DetailsProps {
  readonly ask: AskDesk;
  readonly finding: Finding;
  readonly language: Language;
  readonly change: (finding: Finding) => void;
}

type Judged = Outcome<{ readonly finding: Finding | null }>;

/** Says whether a finding holds, and why: without a reason nobody does. */
const VerdictForm = ({ ask, finding, language, change }: DetailsProps) => {
  const texts = FINDING_TEXTS[language];
  const [reason, setReason] = useState('');
  const [verdict, setVerdict] = useState(CONFIRM);
  const { id, version } = finding;
  const { failures, isRunning, run } = useAction<{ readonly finding: Finding | null }>((): Promise<Judged> =>
    ask(verdict, { id, version, reason: reason.trim() }),
  );
  return (
    <form
      className="fournets-row"
      onSubmit={(event) => {
        event.preventDefault();
        void run().then(({ data }) => data?.finding && change(data.finding));
      }}
    >
      <LabelledInput
        id={`reason-${id}`}
        label={texts.reason}
        required
        maxLength={500}
        value={reason}
        change={setReason}
      />
      {[
        [CONFIRM, texts.confirm],
        [REFUTE, texts.refute],
      ].map(([text = '', label]) => (
        <button
          key={text}
          type="submit"
          className="fournets-button"
          disabled={isRunning}
          onClick={() => setVerdict(text)}
        >
          {label}
        </button>
      ))}
      <Failures failures={failures} language={language} />
    </form>
  );
};

const evidenceOf = (text: string | null): Evidence | undefined =>
  text === null ? undefined : (JSON.parse(text) as Evidence);

/** Why a finding was made, what became of it, and where it is confirmed or refuted. */
export const Details = (props: DetailsProps) => {
  const { ask, finding, language } = props;
  const [known, setKnown] = useState<Outcome<{ readonly finding: FindingDetails | null }>>();
  const { id } = finding;
  useEffect(() => {
    void ask<{ readonly finding: FindingDetails | null }>(DETAILS, { id }).then(setKnown);
  }, [ask, id]);
  const details = known?.data?.finding;
  const evidence = evidenceOf(details?.evidence ?? null);
  return (
    <div className="fournets-panel">
      {isOpen(finding) && <VerdictForm {...props} />}
      <Failures failures={known?.failures ?? []} language={language} />
      {known === undefined && <p role="status">{FINDING_TEXTS[language].loading}</p>}
      {evidence && <EvidenceView evidence={evidence} language={language} />}
      {details?.events && <History events={details.events} language={language} />}
    </div>
  );
};

import { useEffect, useRef, useState } from 'react';
import type { Language } from '../../../language.ts';
import { saveAs } from '../../../save-as.ts';
import { today } from '../../../today.ts';
import type { AskDesk } from '../../ask.ts';
import { Failures } from '../../failures.tsx';
import type { Wanted } from '../findings.ts';
import { readAll } from './read-all.ts';
import type { Reading } from './read-all.ts';
import { findingsCsv } from './table.ts';
import { EXPORT_TEXTS } from './texts.ts';

interface ExportProps {
  readonly ask: AskDesk;
  readonly wanted: Wanted;
  readonly language: Language;
}

/** How far an export is, or what became of it. */
type Export = Pick<Reading, 'total' | 'failures'> & {
  readonly kind: Reading['kind'] | 'idle' | 'reading';
  readonly read: number;
};

const IDLE: Export = { kind: 'idle', read: 0, total: 0, failures: [] };

const sayOf = ({ kind, read, total, failures }: Export, language: Language): string => {
  const texts = EXPORT_TEXTS[language];
  if (kind === 'idle') return '';
  if (kind === 'changed') return texts.changed;
  if (kind !== 'whole') return texts[kind](read, total);
  return failures.length === 0 ? texts.whole(read) : texts.wholeWithGaps(read);
};

/** What the name of the file says of the choice. Whom it is about is not in it: names of files get around. */
const partsOf = ({ ruleId, state, severity, institutionCode, undecidedBy }: Wanted): readonly string[] => [
  ruleId,
  state,
  severity,
  institutionCode.replaceAll(/[^\p{Letter}\p{Number}]+/gu, '_'),
  undecidedBy,
];

const save = ({ found, rules, failures }: Reading, wanted: Wanted, language: Language): void => {
  const parts = [...partsOf(wanted), today()].filter((part) => part !== '');
  const name = EXPORT_TEXTS[language].file(parts, failures.length > 0);
  saveAs(`${name}.csv`, findingsCsv(found, rules, language), 'text/csv');
};

/** Reads all that is wanted, and saves it as a file once it is whole. Who leaves the list gets none. */
const useExport = ({ ask, wanted, language }: ExportProps): readonly [Export, () => Promise<void>] => {
  const [known, setKnown] = useState(IDLE);
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  const run = async (): Promise<void> => {
    setKnown({ ...IDLE, kind: 'reading' });
    const reading = await readAll(
      ask,
      wanted,
      (read, total) => setKnown({ ...IDLE, kind: 'reading', read, total }),
      () => isThere.current,
    );
    if (!isThere.current) return;
    if (reading.kind === 'whole') save(reading, wanted, language);
    setKnown({ ...reading, read: reading.found.length });
  };
  return [known, run];
};

/** Saves all findings that are wanted as a file, with how far it is and what kept it from being written. */
export const ExportBar = (props: ExportProps) => {
  const { language } = props;
  const [known, run] = useExport(props);
  return (
    <div className="fournets-row">
      <button
        type="button"
        className="fournets-button"
        disabled={known.kind === 'reading'}
        onClick={() => void run()}
      >
        {EXPORT_TEXTS[language].button}
      </button>
      <span role="status">{sayOf(known, language)}</span>
      <Failures failures={known.failures} language={language} />
    </div>
  );
};

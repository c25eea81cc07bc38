import { useMemo } from 'react';
import { askDesk } from '../ask.ts';
import type { DeskPageProps } from '../page-props.ts';
import { headOf, shownVersion } from '../rule.ts';
import { useRules } from '../use-rules.ts';
import { addressFor, wantedIn } from './choose/address.ts';
import { Filters } from './choose/filters.tsx';
import { FindingList } from './finding-list.tsx';
import { FINDING_TEXTS } from './texts.ts';

/** What standing rules found: chosen by what the address names. */
const FindingsPage = ({ language, ask: put, purpose, at, go }: DeskPageProps) => {
  const texts = FINDING_TEXTS[language];
  const ask = useMemo(() => askDesk(put, purpose), [put, purpose]);
  const { rules = [] } = useRules(ask);
  const wanted = useMemo(() => wantedIn(at), [at]);
  const names = new Map(
    rules.map((rule) => [rule.id, headOf(shownVersion(rule)?.text ?? '')?.[language] ?? ''] as const),
  );
  return (
    <div className="fournets-runs">
      <h2>{texts.title}</h2>
      <p>{texts.about}</p>
      <Filters
        wanted={wanted}
        ruleNames={names}
        language={language}
        want={(others) => go('findings', addressFor(others))}
      />
      <FindingList
        key={JSON.stringify([purpose, wanted])}
        ask={ask}
        wanted={wanted}
        ruleNames={names}
        language={language}
      />
    </div>
  );
};

// Loaded when somebody goes there.
export default FindingsPage;

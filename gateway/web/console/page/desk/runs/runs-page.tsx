import { useMemo } from 'react';
import { askDesk } from '../ask.ts';
import { Failures } from '../failures.tsx';
import type { DeskPageProps } from '../page-props.ts';
import { useRules } from '../use-rules.ts';
import { RunRow } from './run-row.tsx';
import { CANCEL } from './runs.ts';
import { StartForm } from './start-form.tsx';
import { RUN_TEXTS } from './texts.ts';
import { useRuns } from './use-runs.ts';

/** Runs of standing rules, the latest first: started, followed while they are under way, cancelled. */
const RunsPage = ({ language, ask: put, purpose }: DeskPageProps) => {
  const texts = RUN_TEXTS[language];
  const ask = useMemo(() => askDesk(put, purpose), [put, purpose]);
  const { rules } = useRules(ask);
  const { runs, failures, reload } = useRuns(ask);
  return (
    <div className="fournets-runs">
      <h2>{texts.title}</h2>
      <StartForm ask={ask} rules={rules ?? []} language={language} onStarted={reload} />
      <Failures failures={failures} language={language} />
      <p role="status">
        {runs === undefined && failures.length === 0 && texts.loading}
        {runs?.length === 0 && texts.noRuns}
      </p>
      {runs !== undefined && runs.length > 0 && (
        <table className="fournets-table">
          <thead>
            <tr>
              <th scope="col">{texts.run}</th>
              <th scope="col">{texts.rules}</th>
              <th scope="col">{texts.state}</th>
              <th scope="col">{texts.progress}</th>
              <th scope="col">{texts.hits}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <RunRow
                key={run.id}
                run={run}
                language={language}
                cancel={() => void ask(CANCEL, { id: run.id }).then(reload)}
              />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
};

// Loaded when somebody goes there.
export default RunsPage;

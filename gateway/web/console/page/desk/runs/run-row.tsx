import type { Language } from '../../language.ts';
import { FindingsLink } from '../findings-link.tsx';
import { departmentText, listText, timeText } from '../format.ts';
import { isUnderWay } from './runs.ts';
import type { RuleRun, RunProgress } from './runs.ts';
import { RUN_TEXTS } from './texts.ts';

/** Rules that are named; more are counted. */
const NAMED_MAX = 3;

const rulesText = ({ rules }: RuleRun, language: Language): string => {
  const names = (rules ?? []).map(({ ruleId }) => ruleId);
  return names.length > NAMED_MAX ? RUN_TEXTS[language].count(names.length) : names.join(', ');
};

const details = (progress: RunProgress, isOver: boolean, language: Language): string => {
  const texts = RUN_TEXTS[language];
  const { shards, shardsDone, subjectsDone, subjectsTotal, rate, secondsLeft, unknown, waitingFor } =
    progress;
  const owners = (waitingFor ?? []).map((name) => departmentText(name, language));
  return [
    texts.done(shardsDone, shards, subjectsDone),
    ...(isOver || subjectsTotal === null ? [] : [texts.total(subjectsTotal)]),
    ...(rate === null ? [] : [texts.rate(Math.round(rate))]),
    ...(isOver || secondsLeft === null ? [] : [texts.left(secondsLeft)]),
    ...(unknown > 0 ? [texts.unknown(unknown)] : []),
    ...(owners.length > 0 ? [texts.waiting(listText(owners, language))] : []),
  ].join(language === 'zh' ? '，' : ', ');
};

/** Whom it is about. */
const aboutText = ({ institution, namedSubjects }: RuleRun, language: Language): string => {
  const texts = RUN_TEXTS[language];
  if (institution !== null) return institution.name ?? institution.code;
  return namedSubjects === null ? texts.district : texts.named(namedSubjects);
};

interface RunRowProps {
  readonly run: RuleRun;
  readonly language: Language;
  readonly cancel: () => void;
}

/** A run and how far it is. */
export const RunRow = ({ run, language, cancel }: RunRowProps) => {
  const texts = RUN_TEXTS[language];
  const { id, state, asOf, requestedBy, requestedAt, rules, progress } = run;
  const isOver = !isUnderWay(run);
  return (
    <tr>
      <th scope="row">{id}</th>
      <td>
        {rulesText(run, language)}
        <div className="fournets-about">
          {asOf} · {aboutText(run, language)}
        </div>
        <div className="fournets-about">
          {requestedBy} {timeText(requestedAt, language)}
        </div>
      </td>
      <td>{texts.states[state ?? ''] ?? '—'}</td>
      <td>
        {progress !== null && (
          <>
            <progress
              max={progress.shards}
              value={progress.shardsDone}
              aria-label={`${texts.progress} ${id}`}
            />
            <div className="fournets-about">{details(progress, isOver, language)}</div>
            {progress.errors?.map((error) => (
              <p key={error} className="fournets-problem">
                {error}
              </p>
            ))}
          </>
        )}
      </td>
      <td>
        {progress?.hits}
        {rules?.length === 1 && rules[0] !== undefined && (
          <div className="fournets-about">
            <FindingsLink ruleId={rules[0].ruleId} language={language} />
          </div>
        )}
      </td>
      <td>
        {!isOver && (
          <button type="button" className="fournets-button" onClick={cancel}>
            {texts.cancel}
          </button>
        )}
      </td>
    </tr>
  );
};

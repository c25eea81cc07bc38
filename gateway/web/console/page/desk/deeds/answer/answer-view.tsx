import type { GraphQLSchema } from 'graphql';
import type { Language } from '../../../language.ts';
import { departmentText, listText } from '../../format.ts';
import { DESK_TEXTS } from '../../texts.ts';
import { valueLabel } from '../enter/form.ts';
import { Hits } from './hits.tsx';
import type { DeedAnswer, DeedCheck, DeedReading } from '../question.ts';
import { DEED_TEXTS } from '../texts.ts';
import type { Answered } from '../use-deed.ts';

interface PartProps {
  readonly check: DeedCheck;
  readonly language: Language;
}

/** Stands for the rule itself where no owner is missing. */
const RULE = 'rule';

/** What is registered against it, in red: no rule need find it. */
const Obstacles = ({
  schema,
  check: { obstacles },
  language,
}: PartProps & Pick<DeedAnswerViewProps, 'schema'>) => {
  const texts = DEED_TEXTS[language];
  return (
    <ul className="fournets-hits">
      {obstacles.map(({ kind, says, hiddenBy }) => (
        <li key={kind}>
          <span className="fournets-severity fournets-red">{DESK_TEXTS[language].severities['RED']}</span>{' '}
          <strong>{valueLabel(schema, 'DeedObstacleKind', kind)[language]}</strong>
          <div>
            {says?.[language] ??
              texts.hiddenBy(
                listText(
                  hiddenBy.map((name) => departmentText(name, language)),
                  language,
                ),
              )}
          </div>
        </li>
      ))}
    </ul>
  );
};

const Undecided = ({ check: { undecided, missing }, language }: PartProps) => {
  const texts = DEED_TEXTS[language];
  const names = (owners: readonly string[]): string =>
    listText(
      owners.map((name) => departmentText(name, language)),
      language,
    );
  if (undecided.length + missing.length === 0) return null;
  return (
    <section aria-labelledby="deed-undecided">
      <h3 id="deed-undecided">{texts.undecided(undecided.length)}</h3>
      {undecided.length === 0 && <p>{texts.nothingDecided(names(missing))}</p>}
      <ul className="fournets-hits">
        {undecided.map(({ rule, owners }) => (
          <li key={rule}>
            <strong>{rule}</strong>
            {DESK_TEXTS[language].colon}
            {owners.includes(RULE) ? texts.unfit : texts.without(names(owners))}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Reading = ({
  reading: { department, coordinates, hidden },
  language,
}: {
  readonly reading: DeedReading;
  readonly language: Language;
}) => (
  <tr>
    <th scope="row">{departmentText(department, language)}</th>
    <td>{DEED_TEXTS[language].shownOf(coordinates.length - hidden.length, coordinates.length)}</td>
    <td>
      <code>{hidden.join(', ')}</code>
    </td>
  </tr>
);

const Read = ({ check: { read }, language }: PartProps) => {
  const texts = DEED_TEXTS[language];
  if (read.length === 0) return null;
  return (
    <details>
      <summary>{texts.read}</summary>
      <table className="fournets-table">
        <thead>
          <tr>
            <th scope="col">{texts.department}</th>
            <th scope="col">{texts.shown}</th>
            <th scope="col">{texts.hidden}</th>
          </tr>
        </thead>
        <tbody>
          {read.map((reading) => (
            <Reading key={reading.department} reading={reading} language={language} />
          ))}
        </tbody>
      </table>
    </details>
  );
};

interface DeedAnswerViewProps {
  readonly schema: GraphQLSchema;
  readonly answered: Answered;
  readonly answer: DeedAnswer;
  readonly names: Readonly<Record<string, string>>;
  readonly language: Language;
}

/** About whom, where and when was asked. */
const About = ({ answered, answer, names, language }: Omit<DeedAnswerViewProps, 'schema'>) => {
  const texts = DEED_TEXTS[language];
  const { person, institution } = answered.question.variables;
  const { name } = answer.institution ?? { name: null };
  return (
    <>
      <p>
        {texts.deeds[answered.deed]} · {names[String(person)]} <code>{person}</code> · {name}{' '}
        <code>{institution}</code> · {texts.asOf(answer.check.asOf ?? '—')}
      </p>
      {name === null && <p className="fournets-problem">{texts.noInstitution}</p>}
    </>
  );
};

/** What the rules say. */
export const DeedAnswerView = (props: DeedAnswerViewProps) => {
  const { schema, answer, language } = props;
  const { check } = answer;
  const texts = DEED_TEXTS[language];
  const { allowed, wouldFire, standing } = check;
  return (
    <>
      <p className={`fournets-verdict-of fournets-${allowed.toLowerCase()}`}>
        <strong>{texts.verdicts[allowed]}</strong> {valueLabel(schema, 'DeedVerdict', allowed)[language]}
      </p>
      <About {...props} />
      {check.obstacles.length > 0 && <Obstacles schema={schema} check={check} language={language} />}
      <Hits id="deed-new" title={texts.wouldFire(wouldFire.length)} hits={wouldFire} language={language} />
      <Undecided check={check} language={language} />
      <Hits id="deed-standing" title={texts.standing(standing.length)} hits={standing} language={language} />
      <Read check={check} language={language} />
    </>
  );
};

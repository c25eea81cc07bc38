import { useGraphiQL } from '@graphiql/react';
import { useMemo } from 'react';
import { DEED_ASKERS } from '../../../../../oversight/deed/askers.ts';
import type { Askers, DeedName } from '../../../../../oversight/deed/askers.ts';
import type { Person } from '../../login/person.ts';
import { askDesk } from '../ask.ts';
import { Failures } from '../failures.tsx';
import type { DeskPageProps } from '../page-props.ts';
import { DESK_TEXTS } from '../texts.ts';
import { AnswerBar } from './answer/answer-bar.tsx';
import { DeedAnswerView } from './answer/answer-view.tsx';
import { DeedForm } from './enter/deed-form.tsx';
import { deedFields } from './enter/form.ts';
import type { DeedValues } from './enter/form.ts';
import { questionOf } from './question.ts';
import type { DeedQuestion } from './question.ts';
import { DEED_TEXTS } from './texts.ts';
import { useDeed } from './use-deed.ts';

const DEEDS = Object.keys(DEED_ASKERS) as DeedName[];

const isFor = ({ department, units }: Person, { departments, units: isForUnits }: Askers): boolean =>
  department === undefined ? isForUnits && units.length > 0 : departments.includes(department);

/** The first that somebody does; the gateway decides about it all the same. */
const deedOf = (person: Person): DeedName =>
  DEEDS.find((deed) => isFor(person, DEED_ASKERS[deed])) ?? 'mayAppoint';

/** Who speaks for one institution asks about it, unless another one is entered. */
const ownUnit = ({ units: [unit, ...others] }: Person): DeedValues =>
  unit === undefined || others.length > 0 ? {} : { institution: unit };

/** Whether one question is the other. */
const isSame = (one: DeedQuestion, other: DeedQuestion): boolean =>
  one.document === other.document && JSON.stringify(one.variables) === JSON.stringify(other.variables);

/** What standing rules say to something before it is done: chosen, filled in, asked, answered. */
const DeedsPage = ({ language, ask: put, purpose, person, go }: DeskPageProps) => {
  const texts = DEED_TEXTS[language];
  const ask = useMemo(() => askDesk(put, purpose), [put, purpose]);
  const { deed: chosen, values: entered, names, answered, isRunning, change, run } = useDeed(ask, purpose);
  const schema = useGraphiQL((state) => state.schema);
  const deed = chosen ?? deedOf(person);
  const values = { ...ownUnit(person), ...entered };
  const fields = useMemo(() => (schema ? deedFields(schema, deed) : []), [schema, deed]);
  if (!schema) return <p role="status">{DESK_TEXTS[language].loadingSchema}</p>;
  const question = questionOf(deed, fields, values);
  const isOther = answered !== undefined && !isSame(answered.question, question);
  return (
    <div className="fournets-deeds">
      <section className="fournets-panel" aria-labelledby="deeds-title">
        <h2 id="deeds-title">{texts.title}</h2>
        <p>{texts.about}</p>
        <DeedForm
          {...{ ask, deed, deeds: DEEDS, fields, values, names, person, language, isRunning }}
          change={change}
          submit={() => void run(deed, question)}
        />
      </section>
      <section className="fournets-panel" aria-labelledby="deeds-answer" aria-busy={isRunning}>
        <h2 id="deeds-answer">{texts.answer}</h2>
        {answered && (
          <>
            <Failures failures={answered.outcome.failures} language={language} />
            <div role="status">
              {isOther && <p>{texts.changed}</p>}
              {answered.outcome.data && (
                <DeedAnswerView
                  schema={schema}
                  answered={answered}
                  answer={answered.outcome.data}
                  names={names}
                  language={language}
                />
              )}
            </div>
            <AnswerBar answered={answered} language={language} leave={() => go('query')} />
          </>
        )}
      </section>
    </div>
  );
};

// Loaded when somebody goes there.
export default DeedsPage;

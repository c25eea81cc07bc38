import type { DepartmentName } from '../../../../../schema/departments.ts';
import type { Language } from '../language.ts';
import type { Person } from '../login/person.ts';
import { useOpenOperation } from '../open-operation.ts';
import { today } from '../today.ts';
import { registerOperation } from './register.ts';
import type { Task } from './tasks.ts';
import { PURPOSE_TEXTS } from './texts.ts';
import type { PurposeTexts } from './texts.ts';
import type { PurposeChoice } from './use-purpose.ts';

/** E.g. `Investigation 纪案〔2025〕12号 某线索核查`. */
const titleOf = ({ kind, documentNumber, title }: Task, texts: PurposeTexts): string =>
  `${texts.kinds[kind]} ${documentNumber} ${title}`;

/** What it is about, and until when. */
const extentOf = ({ units, validTo }: Task, texts: PurposeTexts): string =>
  [
    units === null ? texts.district : texts.units(units),
    ...(validTo === null ? [] : [texts.until(validTo)]),
  ].join(texts === PURPOSE_TEXTS.zh ? '，' : ', ');

const Register = ({
  department,
  language,
  onRegister,
}: Pick<PurposeBarProps, 'language' | 'onRegister'> & { readonly department: DepartmentName }) => {
  const open = useOpenOperation(language);
  return (
    <button
      type="button"
      className="fournets-button"
      disabled={!open}
      onClick={() => {
        onRegister();
        open?.(registerOperation(department, today()));
      }}
    >
      {PURPOSE_TEXTS[language].register}
    </button>
  );
};

interface PurposeBarProps {
  readonly choice: PurposeChoice;
  readonly person: Person;
  readonly language: Language;
  /** Told that a task is about to be registered in the editors. */
  readonly onRegister: () => void;
}

/** There is something to choose from. */
const Select = ({
  choice: { purpose, choose },
  tasks,
  texts,
}: {
  readonly choice: PurposeChoice;
  readonly tasks: readonly Task[];
  readonly texts: PurposeTexts;
}) => {
  const chosen = tasks.find(({ name }) => name === purpose);
  return (
    <>
      <select
        id="purpose"
        className="fournets-button fournets-select"
        value={purpose}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="">{texts.none}</option>
        {tasks.map((task) => (
          <option key={task.name} value={task.name}>
            {titleOf(task, texts)}
          </option>
        ))}
      </select>
      {chosen !== undefined && <span>{extentOf(chosen, texts)}</span>}
    </>
  );
};

/** What the next question is asked for: one of the viewer's own tasks, or nothing. */
export const PurposeBar = ({ choice, person, language, onRegister }: PurposeBarProps) => {
  const texts = PURPOSE_TEXTS[language];
  const { tasks, reload } = choice;
  const { department, units } = person;
  const isOfUnitOnly = department === undefined && units.length > 0;
  const isEmpty = typeof tasks !== 'string' && tasks.length === 0;
  return (
    <div className="fournets-bar fournets-purpose">
      <label htmlFor="purpose">{texts.label}</label>
      {typeof tasks !== 'string' && !isEmpty && <Select choice={choice} tasks={tasks} texts={texts} />}
      <span role="status">
        {tasks === 'loading' && texts.loading}
        {tasks === 'failed' && texts.failed}
        {isEmpty && (isOfUnitOnly ? texts.ownUnits : texts.noTasks)}
      </span>
      {isEmpty && department !== undefined && (
        <Register department={department} language={language} onRegister={onRegister} />
      )}
      {tasks === 'failed' && (
        <button type="button" className="fournets-button" onClick={reload}>
          {texts.reload}
        </button>
      )}
    </div>
  );
};

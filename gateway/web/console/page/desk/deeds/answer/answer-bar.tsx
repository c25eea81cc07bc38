import type { Language } from '../../../language.ts';
import { useOpenOperation } from '../../../open-operation.ts';
import { TEXTS } from '../../../texts.ts';
import { useCopy } from '../../../use-copy.ts';
import { DEED_TEXTS } from '../texts.ts';
import type { Answered } from '../use-deed.ts';

interface AnswerBarProps {
  readonly answered: Answered;
  readonly language: Language;
  /** Goes to the editors. */
  readonly leave: () => void;
}

/** What can be done with an answer: copied, or asked again in the editors, as the question that it answers. */
export const AnswerBar = ({ answered, language, leave }: AnswerBarProps) => {
  const texts = DEED_TEXTS[language];
  const [notice, copy] = useCopy(TEXTS[language]);
  const open = useOpenOperation(language);
  const { deed, question, outcome } = answered;
  const openQuestion = (): void => {
    leave();
    open?.({
      ...question,
      id: deed,
      title: { en: DEED_TEXTS.en.deeds[deed], zh: DEED_TEXTS.zh.deeds[deed] },
      about: { en: DEED_TEXTS.en.title, zh: DEED_TEXTS.zh.title },
    });
  };
  return (
    <div className="fournets-row" role="group" aria-label={TEXTS[language].resultActions}>
      {outcome.data && (
        <button
          type="button"
          className="fournets-button"
          onClick={() => copy(JSON.stringify(outcome.data, null, 2))}
        >
          {texts.copy}
        </button>
      )}
      <button type="button" className="fournets-button" disabled={!open} onClick={openQuestion}>
        {texts.openQuestion}
      </button>
      <span role="status">{notice}</span>
    </div>
  );
};

import { createPortal } from 'react-dom';
import { Examples } from './examples.tsx';
import type { Problem } from './fetcher.ts';
import { switchLanguage } from './language.ts';
import type { Language } from './language.ts';
import type { PageTexts } from './texts.ts';

interface HeaderProps {
  readonly element: Element;
  readonly language: Language;
  readonly texts: PageTexts;
  readonly problem: Problem | undefined;
}

/** The page's first line. It needs GraphiQL's state, yet stands above GraphiQL: hence the portal. */
export const Header = ({ element, language, texts, problem }: HeaderProps) => {
  const other = language === 'zh' ? 'en' : 'zh';
  return createPortal(
    <>
      <div className="fournets-bar">
        <h1 className="fournets-product">{texts.product}</h1>
        <span className="fournets-subtitle">{texts.subtitle}</span>
        <Examples language={language} texts={texts} />
        <button type="button" className="fournets-button" lang={other} onClick={() => switchLanguage(other)}>
          {texts.otherLanguage}
        </button>
      </div>
      <div role="alert">{problem && <p className="fournets-problem">{problem[language]}</p>}</div>
    </>,
    element,
  );
};

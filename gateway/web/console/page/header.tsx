import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { switchLanguage } from './language.ts';
import type { Language } from './language.ts';
import type { Problem } from './problem.ts';
import { TEXTS } from './texts.ts';

interface HeaderProps {
  readonly element: Element;
  readonly language: Language;
  readonly problem: Problem | undefined;
  /** Who is logged in. */
  readonly badge?: ReactNode;
  /** What else stands in the first line. */
  readonly children?: ReactNode;
  /** The second line. */
  readonly below?: ReactNode;
}

/** The page's first lines. They need GraphiQL's state, yet stand above GraphiQL: hence the portal. */
export const Header = ({ element, language, problem, badge, children, below }: HeaderProps) => {
  const other = language === 'zh' ? 'en' : 'zh';
  const texts = TEXTS[language];
  return createPortal(
    <>
      <div className="fournets-bar">
        <h1 className="fournets-product">{texts.product}</h1>
        <span className="fournets-subtitle">{texts.subtitle}</span>
        {children}
        <button type="button" className="fournets-button" lang={other} onClick={() => switchLanguage(other)}>
          {texts.otherLanguage}
        </button>
        {badge}
      </div>
      {below}
      <div role="alert">{problem && <p className="fournets-problem">{problem[language]}</p>}</div>
    </>,
    element,
  );
};

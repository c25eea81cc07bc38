import { useSyncExternalStore } from 'react';
import { DEPARTMENTS } from '../../../../../schema/departments.ts';
import type { Language } from '../language.ts';
import { takeEntered } from './pending.ts';
import type { Person } from './person.ts';
import type { Provider } from './provider.ts';
import type { Session } from './session.ts';
import { LOGIN_TEXTS } from './texts.ts';

/** What somebody is, e.g. `Investigator, Discipline inspection`. */
const dutyOf = ({ roles, department }: Person, language: Language): string => {
  const parts = [
    ...roles.map((role) => LOGIN_TEXTS[language].roles[role]),
    ...(department === undefined ? [] : [DEPARTMENTS[department][language]]),
  ];
  return parts.join(language === 'zh' ? '，' : ', ');
};

interface BadgeProps {
  readonly session: Session;
  readonly provider: Provider;
  readonly language: Language;
}

/** Who is logged in, and the way out; once the login has ended, the way back in. */
export const Badge = ({ session, provider, language }: BadgeProps) => {
  const texts = LOGIN_TEXTS[language];
  const isEnded = useSyncExternalStore(session.onEnded, session.isEnded);
  const logOut = (): void => {
    takeEntered();
    provider.logOut();
  };
  return (
    <div className="fournets-badge" role="group" aria-label={texts.person}>
      <span className="fournets-person">
        <strong>{session.person.name}</strong> {dutyOf(session.person, language)}
      </span>
      {isEnded ? (
        <button
          type="button"
          className="fournets-button fournets-primary"
          onClick={() => void provider.leave(false)}
        >
          {texts.logInAgain}
        </button>
      ) : (
        <button type="button" className="fournets-button" onClick={logOut}>
          {texts.logOut}
        </button>
      )}
    </div>
  );
};

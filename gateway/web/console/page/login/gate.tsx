import type { Language } from '../language.ts';
import type { Entrance } from './enter.ts';
import { LOGIN_TEXTS } from './texts.ts';

interface GateProps {
  readonly entrance: Extract<Entrance, { readonly kind: 'outside' }>;
  readonly language: Language;
}

/** What stands in the place of the editors while nobody is logged in. */
export const Gate = ({ entrance: { provider, isDemo }, language }: GateProps) => {
  const texts = LOGIN_TEXTS[language];
  const act = (): void => {
    if (provider === undefined) location.reload();
    else void provider.leave(false);
  };
  return (
    <div className="graphiql-container fournets-gate">
      <div className="fournets-gate-card">
        <h2>{texts.title}</h2>
        <p>{texts.about}</p>
        {isDemo && <p>{texts.aboutDemo}</p>}
        <button type="button" className="fournets-button fournets-primary" onClick={act}>
          {provider === undefined ? texts.tryAgain : texts.logIn}
        </button>
      </div>
    </div>
  );
};

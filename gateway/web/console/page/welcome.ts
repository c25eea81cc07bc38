import type { Language } from './language.ts';
import { TEXTS } from './texts.ts';

/** GraphiQL's keys for the tabs and the query it opens again. */
const STORAGE_KEYS = ['graphiql:tabState', 'graphiql:query'];

/** Puts a welcome text kept from a visit in the other language into this one. A text somebody changed stays. */
export const translateWelcome = (storage: Storage, language: Language): void => {
  const { welcome } = TEXTS[language];
  const other = TEXTS[language === 'zh' ? 'en' : 'zh'].welcome;
  for (const key of STORAGE_KEYS) {
    const kept = storage.getItem(key);
    if (kept === other) storage.setItem(key, welcome);
    else if (kept) storage.setItem(key, kept.replaceAll(JSON.stringify(other), JSON.stringify(welcome)));
  }
};

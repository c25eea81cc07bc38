/** The languages of the page. */
export type Language = 'en' | 'zh';

const STORAGE_KEY = 'fournets:language';

const isLanguage = (text: string | null): text is Language => text === 'en' || text === 'zh';

/** The language asked for in the address, else the one chosen before, else the browser's first that the page speaks. */
export const chooseLanguage = (
  query: string,
  remembered: string | null,
  browser: readonly string[],
): Language => {
  const asked = new URLSearchParams(query).get('lang');
  if (isLanguage(asked)) return asked;
  if (isLanguage(remembered)) return remembered;
  return browser.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
};

/** The language of this visit. One asked for in the address is remembered. */
export const currentLanguage = (): Language => {
  const language = chooseLanguage(location.search, localStorage.getItem(STORAGE_KEY), navigator.languages);
  if (location.search.includes('lang=')) localStorage.setItem(STORAGE_KEY, language);
  return language;
};

/** Remembers the language and loads the page again: GraphiQL and Monaco fix their texts as they load. */
export const switchLanguage = (language: Language): void => {
  localStorage.setItem(STORAGE_KEY, language);
  location.assign(location.pathname);
};

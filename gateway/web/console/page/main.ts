import './workers.ts';
import { currentLanguage } from './language.ts';
import type { Language } from './language.ts';
import { enter } from './login/enter.ts';
import { keepPlace } from './place.ts';
import { TEXTS } from './texts.ts';
import { installTexts } from './translate.ts';
import type { Texts } from './translate.ts';

const loadTexts = async (language: Language): Promise<Texts> => {
  if (language === 'en') return {};
  const [monaco, graphiql] = await Promise.all([import('virtual:monaco-chinese'), import('./chinese.ts')]);
  return { ...monaco.default, ...graphiql.GRAPHIQL_CHINESE, ...graphiql.HEADINGS_CHINESE };
};

const language = currentLanguage();
document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
document.title = TEXTS[language].pageTitle;
keepPlace();
const entrance = await enter();
if (entrance.kind !== 'leaving') {
  installTexts(await loadTexts(language));
  const { mountConsole } = await import('./console.tsx');
  mountConsole(language, entrance);
}

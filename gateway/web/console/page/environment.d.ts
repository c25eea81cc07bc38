declare module 'virtual:monaco-chinese' {
  const texts: Readonly<Record<string, string>>;
  export default texts;
}

declare module 'monaco-editor/esm/vs/basic-languages/graphql/graphql.js' {
  import type { languages } from 'monaco-editor';
  export const conf: languages.LanguageConfiguration;
  export const language: languages.IMonarchLanguage;
}

declare module '*?worker' {
  const createWorker: new () => Worker;
  export default createWorker;
}

/** The lines of `schema/errors.ts` that the page itself can meet; the build puts them in. */
declare const CONSOLE_ERRORS: Readonly<
  Record<import('./errors.ts').ConsoleErrorCode, import('../../../../schema/errors.ts').ErrorSpec>
>;

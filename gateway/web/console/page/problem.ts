import type { ConsoleErrorCode } from './errors.ts';

/** What keeps the page from going on, in both languages. */
export interface Problem {
  readonly code: ConsoleErrorCode;
  readonly en: string;
  readonly zh: string;
}

/** The problem of a code, with what its texts speak of. */
export const problemOf = (
  code: ConsoleErrorCode,
  details: Readonly<Record<string, string | number>> = {},
): Problem => {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (place, name: string) => String(details[name] ?? place));
  return { code, en: fill(CONSOLE_ERRORS[code].en), zh: fill(CONSOLE_ERRORS[code].zh) };
};

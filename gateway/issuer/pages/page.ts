import { createHash } from 'node:crypto';

/** Readable on a phone and on a wall, in light and in dark; contrast WCAG AA. */
const STYLE = `
:root { color-scheme: light dark }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }
h1 { font-size: 1.4rem }
ul { list-style: none; padding: 0 }
li { margin: .5rem 0 }
button { font: inherit; width: 100%; padding: .6rem 1rem; text-align: start; cursor: pointer }
.notice { border-inline-start: 4px solid #d48806; padding-inline-start: .8rem }
`;

const styleHash = createHash('sha256').update(STYLE).digest('base64');

/**
 * The content security policy of the pages: no script, the one style, forms to here and, by way of the redirect after
 * them, to the pages that people log in to.
 */
export const contentSecurityPolicy = (origins: readonly string[]): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    `form-action 'self' ${origins.join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML. */
export const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);

/** A whole page: its title in both languages, its content as HTML. */
export const page = (zh: string, en: string, content: string): string => `<!doctype html>
<html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(zh)} · ${escape(en)}</title><style>${STYLE}</style>
<main><h1>${escape(zh)}<br><span lang="en">${escape(en)}</span></h1>
${content}
</main></html>
`;

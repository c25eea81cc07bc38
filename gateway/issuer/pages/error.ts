import { escape, page } from './page.ts';

/** A login that cannot go on: the protocol's code and words, and what to do. */
export const errorPage = (code: string, description: string): string =>
  page(
    '无法登录',
    'The login cannot go on',
    `<p>请返回原页面重新登录。 <span lang="en">Go back to the page you came from and log in again.</span></p>
<p><code>${escape(code)}</code> <span lang="en">${escape(description)}</span></p>`,
  );

import { page } from './page.ts';

/** Asks whether to log out. The form, with its protection against other sites, is the provider's. */
export const logoutPage = (form: string): string =>
  page(
    '退出登录？',
    'Log out?',
    `${form}
<ul><li><button form="op.logoutForm" name="logout" value="yes">退出 · <span lang="en">Log out</span></button></li>
<li><button form="op.logoutForm">继续使用 · <span lang="en">Stay</span></button></li></ul>`,
  );

/** What is seen after logging out where no page is to be returned to. */
export const loggedOutPage = (): string =>
  page('已退出登录', 'Logged out', '<p>可以关闭此页。 <span lang="en">You can close this page.</span></p>');

import { PEOPLE, PERSON_NAMES, type PersonName } from '../people.ts';
import { escape, page } from './page.ts';

const button = (name: PersonName): string => {
  const { zh, en, dutyZh, dutyEn } = PEOPLE[name];
  return `<li><button name="person" value="${name}">${escape(dutyZh)} ${escape(zh)}<br>
<span lang="en">${escape(en)}, ${escape(dutyEn)}</span></button></li>`;
};

/** The login page: who to be, without a password. */
export const loginPage = (action: string, clientName: string): string =>
  page(
    '登录四网（演示）',
    'Log in to FourNets (demo)',
    `<p class="notice">仅供试用：任何人都可以选择任一演示人员登录 ${escape(clientName)}，无需密码。<br>
<span lang="en">For trying out only: anybody may log in to ${escape(clientName)} as anyone of these, without a password.</span></p>
<form method="post" action="${escape(action)}"><ul>
${PERSON_NAMES.map(button).join('\n')}
<li><button name="cancel" value="yes">取消 · <span lang="en">Cancel</span></button></li>
</ul></form>`,
  );

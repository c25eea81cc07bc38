import type { Role } from '../../../../../schema/sharing.ts';
import type { Language } from '../language.ts';

/** Texts about who asks. */
export interface LoginTexts {
  readonly title: string;
  readonly about: string;
  readonly aboutDemo: string;
  readonly logIn: string;
  readonly logInAgain: string;
  readonly tryAgain: string;
  readonly logOut: string;
  readonly person: string;
  readonly roles: Readonly<Record<Role, string>>;
}

export const LOGIN_TEXTS: Readonly<Record<Language, LoginTexts>> = {
  en: {
    title: 'Who asks?',
    about: 'Each department answers by who asks and what for, and records who looked at its data.',
    aboutDemo: 'To try it out, choose one of some made-up people on the next page. No password is needed.',
    logIn: 'Log in',
    logInAgain: 'Log in again',
    tryAgain: 'Try again',
    logOut: 'Log out',
    person: 'Logged in as',
    roles: {
      investigator: 'Investigator',
      clerk: 'Clerk',
      director: 'Director',
      'unit-hr': 'HR officer of a unit',
    },
  },
  zh: {
    title: '请先登录',
    about: '各部门根据查询人的身份和查询事由决定提供哪些数据，并记录每次访问。',
    aboutDemo: '试用时，请在下一页任选一位虚构人员登录，无需密码。',
    logIn: '登录',
    logInAgain: '重新登录',
    tryAgain: '重试',
    logOut: '退出登录',
    person: '当前登录',
    roles: {
      investigator: '调查人员',
      clerk: '工作人员',
      director: '负责人',
      'unit-hr': '单位人事干部',
    },
  },
};

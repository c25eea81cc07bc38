// Who may do what with standing rules, findings and problems. Who may read them is the guard's to say.
import { CodedError } from '../../../schema/errors.ts';
import { OVERSIGHT_CLIENT, type Viewer } from '../../../schema/sharing.ts';
import { isOversight, isStaffOf, keepsRules } from '../../kit/sharing/rights.ts';

type Who = Pick<Viewer, 'kind' | 'clientId' | 'department' | 'roles'>;

const isStaff = (viewer: Who): boolean => isStaffOf('establishment', viewer);
/** Discipline inspection writes rules, too; whether one is put to work is the office's to decide. */
const isInvestigator = ({ kind, department, roles }: Who): boolean =>
  kind === 'person' && department === 'discipline' && roles.includes('investigator');
const isDirector = (viewer: Who): boolean => keepsRules(viewer) && viewer.roles.includes('director');

interface Right {
  readonly may: (viewer: Who) => boolean;
  readonly en: string;
  readonly zh: string;
}

const SYSTEM = { en: `the system ${OVERSIGHT_CLIENT}`, zh: `系统 ${OVERSIGHT_CLIENT}` };
const STAFF = { en: 'staff of the establishment office', zh: '编办工作人员' };
const DIRECTOR = { en: 'the director of the establishment office', zh: '编办负责人' };

const RIGHTS = {
  SAVE_RULE: {
    may: (viewer) => isStaff(viewer) || isInvestigator(viewer),
    en: `${STAFF.en}, or an investigator of discipline inspection`,
    zh: `${STAFF.zh}或纪检监察调查人员`,
  },
  SAVE_BUILTIN_RULE: { may: isOversight, ...SYSTEM },
  DECIDE_RULE: { may: isDirector, ...DIRECTOR },
  DECIDE_BUILTIN_RULE: {
    may: (viewer) => isDirector(viewer) || isOversight(viewer),
    en: `${DIRECTOR.en} or ${SYSTEM.en}`,
    zh: `${DIRECTOR.zh}或${SYSTEM.zh}`,
  },
  START_RUN: { may: isStaff, ...STAFF },
  WORK: { may: isOversight, ...SYSTEM },
  OPEN_PROBLEM: { may: keepsRules, en: `a person among the ${STAFF.en}`, zh: `${STAFF.zh}（本人）` },
  CLOSE_PROBLEM: { may: isDirector, ...DIRECTOR },
  JUDGE: { may: keepsRules, en: `a person among the ${STAFF.en}`, zh: `${STAFF.zh}（本人）` },
} as const satisfies Record<string, Right>;

/** What somebody does here. */
export type Act = keyof typeof RIGHTS;

/** Somebody who may do it, else FORBIDDEN. */
export const requireTo = (act: Act, viewer: Viewer | undefined): Viewer => {
  const { may, en, zh }: Right = RIGHTS[act];
  if (viewer === undefined || !may(viewer)) throw new CodedError('FORBIDDEN', { needed: en, neededZh: zh });
  return viewer;
};

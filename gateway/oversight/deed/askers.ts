// Apart from what is checked with it: the console reads it, too.
import { DEPARTMENTS, type DepartmentName } from '../../../schema/departments.ts';

/** Who asks about a deed beforehand: the staff of those who do it. */
export interface Askers {
  readonly departments: readonly DepartmentName[];
  /** True where officers of the unit ask, too. */
  readonly units: boolean;
}

/** Who may ask about which deed. */
export const DEED_ASKERS = {
  mayAppoint: { departments: ['organization'], units: false },
  mayHire: { departments: ['hr', 'establishment'], units: true },
  mayPay: { departments: ['finance'], units: false },
  mayPromote: { departments: ['organization'], units: false },
} as const satisfies Record<string, Askers>;

/** Names of the fields that ask about deeds. */
export type DeedName = keyof typeof DEED_ASKERS;

/** Who may ask about a deed, in words. */
export const askersText = (deed: DeedName): { readonly en: string; readonly zh: string } => {
  const { departments, units }: Askers = DEED_ASKERS[deed];
  const names = departments.map((name) => DEPARTMENTS[name]);
  return {
    en: [...names.map(({ en }) => `staff of ${en}`), ...(units ? ['the HR officer of the unit'] : [])].join(
      ', ',
    ),
    zh: [...names.map(({ zh }) => `${zh}工作人员`), ...(units ? ['本单位人事干部'] : [])].join('、'),
  };
};

import { creditCheckCharacter } from '../../kit/identity/credit-code.ts';
import { identityCheckCharacter } from '../../kit/identity/identity-number.ts';
import { dayText, type Day } from './calendar.ts';

/** Divisions that invented people come from. */
export interface Origins {
  readonly divisions: readonly string[];
  /** Kept for people with a given day of birth. */
  readonly exact: string;
}

/** Where the people of the demonstration district come from. */
const DEMO_ORIGINS: Origins = {
  divisions: ['330702', '330703', '330723', '330726', '330727', '330781', '330782', '330783'],
  exact: '330784',
};

/** Codes that GB/T 2260 has not given out: nobody's number begins like that, and nobody's of the demonstration. */
export const NOWHERE: Origins = {
  divisions: ['339901', '339902', '339903', '339904', '339905', '339906', '339907', '339908'],
  exact: '339909',
};

/** Serials of one sex in one division on one day: 3 digits, odd for men, without 000. */
const SERIALS = 499;
/** Prime to the number of slots, so that neighbours in the list get far-apart serials. */
const STRIDE = 1777;

export interface Identity {
  readonly number: string;
  readonly born: Day;
}

/** Gives out identity numbers of which none repeats, in memory that does not grow with their count. */
export interface IdentitySource {
  /** Most days by which `near` moves a birth to a later day. */
  readonly spread: number;
  /** A number of somebody born on the wanted day or a little later. */
  readonly near: (sex: 'MALE' | 'FEMALE', wanted: Day) => Identity;
  /** A number of somebody born on exactly this day; for the few of the planted cases. */
  readonly exact: (sex: 'MALE' | 'FEMALE', born: Day) => Identity;
}

const numberOf = (division: string, born: Day, serial: number, sex: 'MALE' | 'FEMALE'): string => {
  const order = String(serial * 2 + (sex === 'MALE' ? 1 : 0)).padStart(3, '0');
  const first17 = `${division}${dayText(born).replaceAll('-', '')}${order}`;
  return first17 + identityCheckCharacter(first17);
};

/**
 * Each person has a slot (division and serial). People who share a slot are told apart by the day of birth: its
 * remainder by the number of people a slot has is the person's turn in the slot.
 */
export const identitySource = (
  people: number,
  seed: number,
  { divisions, exact: exactDivision }: Origins = DEMO_ORIGINS,
): IdentitySource => {
  const slots = divisions.length * SERIALS;
  const turns = Math.ceil(people / slots) + 1;
  const exact = new Map<string, number>();
  let count = 0;
  return {
    spread: turns - 1,
    near: (sex, wanted) => {
      const slot = (count * STRIDE + seed) % slots;
      const turn = Math.floor(count / slots);
      count += 1;
      const born = wanted + ((turn - (wanted % turns) + turns) % turns);
      return {
        born,
        number: numberOf(
          divisions[slot % divisions.length]!,
          born,
          Math.floor(slot / divisions.length) + 1,
          sex,
        ),
      };
    },
    exact: (sex, born) => {
      const key = `${sex}${born}`;
      const serial = (exact.get(key) ?? 0) + 1;
      exact.set(key, serial);
      return { born, number: numberOf(exactDivision, born, serial, sex) };
    },
  };
};

const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Check character of an organization code. Source: GB 11714-1997, MOD 11. */
const organizationCheck = (eight: string): string => {
  const sum = ORGANIZATION_WEIGHTS.reduce((total, weight, place) => total + weight * Number(eight[place]), 0);
  return '0X987654321'.charAt(sum % 11);
};

/** A credit code: `prefix` 11 organ, 12 public institution, 13 mass organization; then division, organization code, check. */
export const creditCode = (prefix: '11' | '12' | '13', division: string, organization: number): string => {
  const eight = String(organization).padStart(8, '0');
  const first17 = `${prefix}${division}${eight}${organizationCheck(eight)}`;
  return first17 + creditCheckCharacter(first17);
};

import { isDay } from '../../../schema/day.ts';

/** Citizen identity number 公民身份号码. Source: GB 11643-1999, 18 characters, ISO 7064 MOD 11-2 check character. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** The check character that belongs behind the first 17 digits. */
export const identityCheckCharacter = (first17: string): string => {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
};

export type IdentityNumberFault = 'shape' | 'birth' | 'check';

/** Birth date (YYYY-MM-DD) inside the number. */
export const bornOn = (number: string): string =>
  `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;

/** Sex inside the number: the 17th digit is odd for men. */
export const sexOf = (number: string): 'MALE' | 'FEMALE' =>
  Number(number[16]) % 2 === 1 ? 'MALE' : 'FEMALE';

/** What is wrong with an identity number (upper-case X); undefined when it is sound. */
export const identityNumberFault = (number: string): IdentityNumberFault | undefined => {
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return 'shape';
  if (!isDay(bornOn(number))) return 'birth';
  return identityCheckCharacter(number) === number[17] ? undefined : 'check';
};

/**
 * The number as the graph shows it: its length and its check character, which tells two of the same name apart and a
 * slip of the pen from somebody else. The first 6 characters are the division, 8 more the birth date, which is a field of
 * its own, and the last 4 are all the rest: shown together they are the whole number. Who knows division, birth date
 * and sex is left with some 45 numbers by the check character, with 9 by the last 2 characters, with 1 by the last 4.
 */
export const concealIdentityNumber = (number: string): string =>
  number.slice(-1).padStart(number.length, '*');

/** The number as whoever sent it is reminded of it: first 6 and last 4 characters. */
export const maskIdentityNumber = (number: string): string =>
  `${number.slice(0, 6)}${'*'.repeat(Math.max(0, number.length - 10))}${number.slice(-4)}`;

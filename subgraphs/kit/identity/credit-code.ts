/** Unified social credit code 统一社会信用代码. Source: GB 32100-2015, 18 characters, MOD 31 check character. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = Array.from({ length: 17 }, (_, index) => 3 ** index % 31);

/** The check character that belongs behind the first 17 characters. */
export const creditCheckCharacter = (first17: string): string => {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * ALPHABET.indexOf(first17.charAt(index)),
    0,
  );
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
};

/** What is wrong with a credit code; some real early codes fail the check, so `check` is a warning. */
export const creditCodeFault = (code: string): 'shape' | 'check' | undefined => {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return 'shape';
  return creditCheckCharacter(code) === code[17] ? undefined : 'check';
};

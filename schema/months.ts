import { CodedError } from './errors.ts';

/** Months that are told where no number is given. */
const MONTHS_DEFAULT = 24;
/** Most months that are told at once. */
const MONTHS_MAX = 36;

/** How many months are told. Throws MONTHS_OUT_OF_RANGE for a number of months that is not told at once. */
export const givenMonths = (months: number | null | undefined): number => {
  const given = months ?? MONTHS_DEFAULT;
  if (given < 1 || given > MONTHS_MAX)
    throw new CodedError('MONTHS_OUT_OF_RANGE', { months: given, max: MONTHS_MAX });
  return given;
};

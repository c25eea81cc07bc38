import { CodedError } from './errors.ts';

/** Most months that are told at once. */
const MONTHS_MAX = 36;

/** Throws MONTHS_OUT_OF_RANGE for a number of months that is not told at once. */
export const checkMonths = (months: number): void => {
  if (months < 1 || months > MONTHS_MAX)
    throw new CodedError('MONTHS_OUT_OF_RANGE', { months, max: MONTHS_MAX });
};

import type { ErrorCode } from '../../../../schema/errors.ts';
import { creditCodeFault } from '../../identity/credit-code.ts';
import { identityNumberFault } from '../../identity/identity-number.ts';
import { narrow } from '../map/fold.ts';
import { fault, type Checker, type Fault } from './fault.ts';

/** Told of a value that is taken although something about it is odd. */
export type Warn = (code: ErrorCode) => void;

const IDENTITY_FAULTS = {
  shape: 'IDENTITY_NUMBER_SHAPE',
  birth: 'IDENTITY_NUMBER_BIRTH',
  check: 'IDENTITY_NUMBER_CHECK',
} as const;

/** An identity number with digits and X in their usual form, or what is wrong with it. */
export const readIdentityNumber: Checker = (cell) => {
  const number = narrow(cell).toUpperCase();
  const wrong = identityNumberFault(number);
  return wrong === undefined ? number : fault(IDENTITY_FAULTS[wrong]);
};

const code = (cell: string): string => narrow(cell).toUpperCase();

/** A credit code of wrong shape is refused; a wrong check character, which early codes have, is only told. */
export const creditCodeChecker =
  (warn: Warn): Checker =>
  (cell) => {
    const text = code(cell);
    const wrong = creditCodeFault(text);
    if (wrong === 'check') warn('CREDIT_CODE_CHECK');
    return wrong === 'shape' ? fault('CREDIT_CODE_SHAPE') : text;
  };

const CREDIT_CODE_LENGTH = 18;

/** The code of an institution: any code of the register, and told like a credit code where it has that shape. */
export const institutionCodeChecker =
  (warn: Warn): Checker =>
  (cell) => {
    const text = code(cell);
    if (!/^\S{1,64}$/.test(text)) return fault('INSTITUTION_CODE_INVALID');
    if (text.length === CREDIT_CODE_LENGTH && creditCodeFault(text) === 'check') warn('CREDIT_CODE_CHECK');
    return text;
  };

/** A division code of GB/T 2260, with three digits more for a street. */
export const readDivisionCode: Checker = (cell) => {
  const text = narrow(cell);
  return /^\d{6}(\d{3})?$/.test(text) ? text : fault('DIVISION_CODE_INVALID');
};

const YES = new Set(['是', '有', '真', '对', '√', 'true', 'yes', 'y', 't', '1']);
const NO = new Set(['否', '无', '假', '错', '×', 'false', 'no', 'n', 'f', '0']);

/** Yes or no in the words that files use. */
export const readBoolean = (cell: string): 'true' | 'false' | Fault => {
  const text = narrow(cell).toLowerCase();
  if (YES.has(text)) return 'true';
  return NO.has(text) ? 'false' : fault('BOOLEAN_INVALID');
};

import { creditCheckCharacter, creditCodeFault } from '../../subgraphs/kit/identity/credit-code.ts';
import {
  concealIdentityNumber,
  identityNumberFault,
  maskIdentityNumber,
} from '../../subgraphs/kit/identity/identity-number.ts';

it('accepts the test number of the standard and no other check character', () => {
  expect(identityNumberFault('11010519491231002X')).toBeUndefined();
  for (const wrong of '0123456789') expect(identityNumberFault(`11010519491231002${wrong}`)).toBe('check');
});

it('refuses a birth date that no calendar has', () => {
  expect(identityNumberFault('110105194902300021')).toBe('birth');
  expect(identityNumberFault('110105000001010021')).toBe('birth');
});

it('conceals all but the check character: the rest says who was born where and when', () => {
  expect(concealIdentityNumber('11010519491231002X')).toBe('*****************X');
});

it('shows six characters in front and four behind', () => {
  expect(maskIdentityNumber('11010519491231002X')).toBe('110105********002X');
});

it('accepts a credit code with its check character and refuses the letters the standard leaves out', () => {
  const body = '11330702002592XXX'.replace(/X/g, '1');
  expect(creditCodeFault(body + creditCheckCharacter(body))).toBeUndefined();
  expect(creditCodeFault(`I${body}`)).toBe('shape');
});

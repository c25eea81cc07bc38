import fc from 'fast-check';
import {
  creditCodeChecker,
  institutionCodeChecker,
  readBoolean,
  readDivisionCode,
  readIdentityNumber,
} from '../../../subgraphs/kit/import/check/codes.ts';
import { dateChecker, monthChecker } from '../../../subgraphs/kit/import/check/dates.ts';
import { memoised } from '../../../subgraphs/kit/import/check/memo.ts';
import {
  decimalChecker,
  integerChecker,
  moneyChecker,
  USUAL_NUMBERS,
} from '../../../subgraphs/kit/import/check/numbers.ts';
import { termChecker, textChecker } from '../../../subgraphs/kit/import/check/texts.ts';
import { clean } from '../../../subgraphs/kit/import/map/fold.ts';
import { vocabularyOf } from '../../../subgraphs/kit/import/vocabulary.ts';

const money = moneyChecker();
const decimal = decimalChecker(USUAL_NUMBERS, { whole: 10, decimals: 2 });
const integer = integerChecker(USUAL_NUMBERS);
const code = (result: unknown) => (typeof result === 'string' ? result : Reflect.get(Object(result), 'code'));

describe('money', () => {
  it.each([
    ['$216210.00', '21621000'],
    ['101,442.00', '10144200'],
    ['１２，３４５．６７', '1234567'],
    ['￥5,321.4', '532140'],
    ['5321元', '532100'],
    ['0.10', '10'],
    ['.', 'MONEY_INVALID'],
    ['00.05', '5'],
    ['-3.2', '-320'],
    ['(1,200.50)', '-120050'],
    ['\u22123', '-300'],
    ['-0', '0'],
    ['1549307.5000', '154930750'],
    ['90071992547409.93', '9007199254740993'],
    ['1.005', 'MONEY_INVALID'],
    ['1,23.00', 'MONEY_INVALID'],
    ['12,34,567', 'MONEY_INVALID'],
    ['1e5', 'MONEY_INVALID'],
    ['12345678901234567', 'MONEY_INVALID'],
    ['', 'MONEY_INVALID'],
    ['abc', 'MONEY_INVALID'],
    ['1 000', 'MONEY_INVALID'],
  ])('%s is %s', (text, fen) => expect(code(money(text))).toBe(fen));

  it('reads other countries’ separators where they are declared', () => {
    expect(moneyChecker({ decimal: ',', group: '.' })('1.234,56')).toBe('123456');
    expect(code(moneyChecker({ decimal: ',', group: '.' })('1,234.56'))).toBe('MONEY_INVALID');
  });

  it('is exact for any amount, grouped or not, in any width', () => {
    const wide = (text: string) =>
      text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }),
        fc.boolean(),
        fc.boolean(),
        (fen, grouped, fullWidth) => {
          const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
          const whole = digits.slice(0, -2).replace(grouped ? /\B(?=(\d{3})+$)/g : /$^/, ',');
          const text = `${fen < 0n ? '-' : ''}${whole}.${digits.slice(-2)}`;
          expect(money(fullWidth ? wide(text) : text)).toBe(fen.toString());
        },
      ),
    );
  });
});

describe('numbers', () => {
  it.each([
    ['16.0', '16'],
    ['1,868,545', '1868545'],
    ['0011', '11'],
    ['1.5', 'NUMBER_INVALID'],
    ['1234567890', 'NUMBER_INVALID'],
  ])('integer %s is %s', (text, value) => expect(code(integer(text))).toBe(value));
  it.each([
    ['26.32', '26.32'],
    ['26.320', '26.32'],
    ['26.325', 'NUMBER_INVALID'],
    ['12345678901', 'NUMBER_INVALID'],
    ['５．５', '5.5'],
  ])('decimal %s is %s', (text, value) => expect(code(decimal(text))).toBe(value));
});

describe('days and months', () => {
  const day = dateChecker({});
  it.each([
    ['2024-02-29', '2024-02-29'],
    ['2023-02-29', 'DATE_INVALID'],
    ['2026-13-01', 'DATE_INVALID'],
    ['2026/3/1', '2026-03-01'],
    ['2026.3.1', '2026-03-01'],
    ['20260301', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['２０２６-０３-０１', '2026-03-01'],
    ['2026-03-01 00:00:00', '2026-03-01'],
    ['2026-03-01T00:00:00Z', '2026-03-01'],
    ['2026-03-01 12:30:00', 'DATE_INVALID'],
    ['0202-03-01', 'DATE_INVALID'],
    ['1/2/2026', 'DATE_INVALID'],
    ['45000', 'DATE_INVALID'],
    ['9999-12-31', '9999-12-31'],
  ])('%s is %s', (text, value) => expect(code(day(text))).toBe(value));

  it('reads the order that is declared, and the year first beside it', () => {
    expect(dateChecker({ format: 'DD/MM/YYYY' })('01/02/2026')).toBe('2026-02-01');
    expect(dateChecker({ format: 'M/D/YYYY' })('1/2/2026')).toBe('2026-01-02');
    expect(dateChecker({ format: 'M/D/YYYY' })('2026-01-02')).toBe('2026-01-02');
    expect(dateChecker({ format: 'M/D/YYYY' })('13/2/2026')).toEqual({
      code: 'DATE_INVALID',
      details: { format: 'M/D/YYYY' },
    });
  });

  it('reads the day numbers of a workbook by its base', () => {
    expect(dateChecker({ serials: '1900' })('45351')).toBe('2024-02-29');
    expect(dateChecker({ serials: '1904' })('43889')).toBe('2024-02-29');
    expect(code(dateChecker({ serials: '1900' })('99999999'))).toBe('DATE_INVALID');
  });

  const month = monthChecker({});
  it.each([
    ['2026-03', '2026-03'],
    ['2026-3', '2026-03'],
    ['2026/03', '2026-03'],
    ['202603', '2026-03'],
    ['2026年3月', '2026-03'],
    ['2026-03-01', '2026-03'],
    ['2026-13', 'MONTH_INVALID'],
    ['2026-00', 'MONTH_INVALID'],
    ['2026-03-02', 'MONTH_INVALID'],
  ])('month %s is %s', (text, value) => expect(code(month(text))).toBe(value));
  it('reads a declared month', () => expect(monthChecker({ format: 'MM/YYYY' })('03/2026')).toBe('2026-03'));
});

describe('codes', () => {
  it.each([
    ['11010519491231002X', '11010519491231002X'],
    ['11010519491231002x', '11010519491231002X'],
    ['１1010519491231002X', '11010519491231002X'],
    ['110105194912310021', 'IDENTITY_NUMBER_CHECK'],
    ['11010519491331002X', 'IDENTITY_NUMBER_BIRTH'],
    ['130503670401001', 'IDENTITY_NUMBER_SHAPE'],
  ])('identity number %s is %s', (text, value) => expect(code(readIdentityNumber(text))).toBe(value));

  it('only tells of a credit code whose check character is off, and refuses a wrong shape', () => {
    const told: string[] = [];
    const check = creditCodeChecker((warning) => told.push(warning));
    expect(check('91350100M000100Y43')).toBe('91350100M000100Y43');
    expect(told).toEqual([]);
    expect(check('91350100M000100Y44')).toBe('91350100M000100Y44');
    expect(told).toEqual(['CREDIT_CODE_CHECK']);
    expect(code(check('91350100M000100Y4'))).toBe('CREDIT_CODE_SHAPE');
  });

  it('takes any code of the register without blanks', () => {
    const check = institutionCodeChecker(() => undefined);
    expect(check('ｃｈｉ-01')).toBe('CHI-01');
    expect(code(check('CHI 01'))).toBe('INSTITUTION_CODE_INVALID');
    expect(code(check('x'.repeat(65)))).toBe('INSTITUTION_CODE_INVALID');
  });

  it.each([
    ['330702', '330702'],
    ['330702001', '330702001'],
    ['3307', 'DIVISION_CODE_INVALID'],
  ])('division %s is %s', (text, value) => expect(code(readDivisionCode(text))).toBe(value));
  it.each([
    ['是', 'true'],
    ['N', 'false'],
    ['TRUE', 'true'],
    ['maybe', 'BOOLEAN_INVALID'],
  ])('boolean %s is %s', (text, value) => expect(code(readBoolean(text))).toBe(value));
});

describe('texts', () => {
  it('keeps line ends inside a cell and drops blanks of all kinds around it', () => {
    expect(clean('\u00a0 城关镇\u3000')).toBe('城关镇');
    expect(clean('AARON,  KIMBERLEI\u00a0R ')).toBe('AARON, KIMBERLEI R');
    expect(clean('one \r\n two')).toBe('one\ntwo');
  });
  it('refuses what Postgres cannot keep or index', () => {
    expect(code(textChecker(false)('a\u0000b'))).toBe('TEXT_INVALID');
    expect(code(textChecker(true)('长'.repeat(257)))).toBe('TEXT_INVALID');
    expect(textChecker(false)('长'.repeat(257))).toHaveLength(257);
  });
});

describe('terms', () => {
  const vocabulary = vocabularyOf(
    'enum Colour { "Red, as fire. · 红色、红" RED "Blue. · 蓝" BLUE_SKY }',
    'extend enum Colour { GREEN }',
  );
  const term = termChecker(vocabulary.get('Colour') ?? new Map());
  it.each([
    ['RED', 'RED'],
    ['red', 'RED'],
    ['红', 'RED'],
    ['红色', 'RED'],
    ['blue sky', 'BLUE_SKY'],
    ['green', 'GREEN'],
    ['Red, as fire.', 'TERM_UNKNOWN'],
    ['紫', 'TERM_UNKNOWN'],
  ])('%s is %s', (text, value) => expect(code(term(text))).toBe(value));
  it('names the terms there are', () =>
    expect(term('紫')).toMatchObject({ details: { terms: 'RED, BLUE_SKY, GREEN' } }));
});

it('reads a repeated value once', () => {
  let reads = 0;
  const check = memoised((text) => {
    reads += 1;
    return text;
  });
  check('a');
  check('a');
  expect(reads).toBe(1);
});

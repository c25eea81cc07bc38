import { EXIT, exitOf } from '../../../gateway/cli/exit.ts';
import { ERRORS, type ErrorCode } from '../../../schema/errors.ts';

const registered = (code: string): code is ErrorCode => code in ERRORS;
const codesLike = (pattern: RegExp): ErrorCode[] =>
  Object.keys(ERRORS)
    .filter((code) => pattern.test(code))
    .filter(registered);

it.each([
  ['usage', /^(COMMAND|DEPARTMENT|IMPORT_TABLE|SHEET)_UNKNOWN$|^DEMO_OPTION_INVALID$|^FILE_NOT_FOUND$/],
  ['usage', /^(MAPPING_UNREADABLE|REJECTED_FILE_IS_SOURCE)$/],
  ['rejected', /^(COLUMN|HEADER|WORKBOOK|ROW|VALUE|MAPPING_INVALID|MAPPING_HEADER)_/],
  ['rejected', /^FILE_(?!NOT_FOUND)|_SHAPE$|_CHECK$/],
  ['environment', /^(ADDRESS_NOT|CONFIGURATION|DATA|DATABASE|DISK|MEMORY|NODE|PORT|POSTGRES|ROOT|SECRETS)_/],
  ['failed', /^(INTERNAL|COMPOSITION_FAILED|IMPORT_STOPPED)$/],
] as const)('ends with %s on %s', (exit, pattern) => {
  const codes = codesLike(pattern);
  expect(codes).not.toEqual([]);
  expect(codes.filter((code) => exitOf(code) !== EXIT[exit])).toEqual([]);
});

it('blames nothing on the input that a server would take the blame for', () => {
  const blamed = codesLike(/./).filter((code) =>
    [EXIT.usage, EXIT.rejected].some((exit) => exit === exitOf(code)),
  );
  expect(blamed.filter((code) => ERRORS[code].http > 404)).toEqual([]);
});

// Values that clients send, at the edges of their forms.
import { isScalarName, readScalar, type ScalarName } from '../../schema/scalars.ts';

it.each<[ScalarName, string, string]>([
  ['Month', '0001-01', '0000-12'],
  ['Month', '2026-12', '2026-13'],
  ['Date', '0001-01-01', '0000-12-31'],
  ['Date', '2024-02-29', '2026-02-29'],
])('takes a %s %s, and no %s', (name, right, wrong) => {
  expect(readScalar(name, right)).toBe(right);
  expect(() => readScalar(name, wrong)).toThrow(
    new RegExp(`^This is no valid value for [a-z ]+ \\(${name}\\): `),
  );
});

it('knows its names and none that every object has', () => {
  expect([isScalarName('Month'), isScalarName('toString')]).toEqual([true, false]);
});

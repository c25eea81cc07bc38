// What was shown is remembered as long as it could be shown again, and not for ever.
import { firstTimes } from '../../../subgraphs/kit/door/spent.ts';

const KEEP_S = 40;

it('remembers for as long as it has to', () => {
  const clock = { nowS: 0 };
  const isFirst = firstTimes(KEEP_S, () => clock.nowS);
  const shownAt = [0, 1, 39, 40, 41, 79, 80, 150, 400, 439];
  for (const at of shownAt) {
    clock.nowS = at;
    expect(isFirst(`shown at ${at}`)).toBe(true);
    const remembered = shownAt.filter((before) => before <= at && at - before < KEEP_S);
    expect(remembered.filter((before) => isFirst(`shown at ${before}`))).toEqual([]);
  }
});

it('forgets after twice that, whether or not anybody came', () => {
  const clock = { nowS: 0 };
  const isFirst = firstTimes(KEEP_S, () => clock.nowS);
  isFirst('a');
  clock.nowS = 2 * KEEP_S;
  expect(isFirst('a')).toBe(true);
  clock.nowS = 3 * KEEP_S;
  isFirst('b');
  clock.nowS = 4 * KEEP_S;
  expect(isFirst('a')).toBe(true);
});

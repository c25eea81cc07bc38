import { dayOf, dayText } from '../../../subgraphs/demo/base/calendar.ts';
import { statutoryRetirement } from '../../../subgraphs/demo/base/retirement-age.ts';

// Lines of the tables annexed to 国务院关于渐进式延迟法定退休年龄的办法 (2024).
describe('the statutory retirement age', () => {
  it.each([
    ['MALE', false, '1964-12-10', '2024-12-10'],
    ['MALE', false, '1965-01-10', '2025-02-10'],
    ['MALE', false, '1965-05-10', '2025-07-10'],
    ['MALE', false, '1976-09-10', '2039-09-10'],
    ['MALE', false, '1980-01-31', '2043-01-31'],
    ['FEMALE', false, '1969-12-10', '2024-12-10'],
    ['FEMALE', false, '1970-01-10', '2025-02-10'],
    ['FEMALE', false, '1981-09-10', '2039-09-10'],
    ['FEMALE', true, '1975-01-10', '2025-02-10'],
    ['FEMALE', true, '1975-03-10', '2025-05-10'],
    ['FEMALE', true, '1984-11-10', '2039-11-10'],
  ] as const)('of somebody (%s, worker post: %s) born %s is reached on %s', (sex, worker, born, day) => {
    expect(dayText(statutoryRetirement({ sex, worker, born: dayOf(born) }))).toBe(day);
  });
});

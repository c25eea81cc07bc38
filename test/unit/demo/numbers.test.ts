import { dayOf } from '../../../subgraphs/demo/base/calendar.ts';
import { identitySource } from '../../../subgraphs/demo/base/numbers.ts';
import { identityNumberFault } from '../../../subgraphs/kit/identity/identity-number.ts';
import { random } from '../../../subgraphs/demo/base/random.ts';

describe('invented identity numbers', () => {
  it('are sound and never repeat, 50,000 of them, however crowded the days of birth', () => {
    const source = identitySource(50_000, 5);
    const chance = random(5);
    const numbers = new Set<string>();
    for (let count = 0; count < 50_000; count += 1) {
      const { number } = source.near(
        chance.chance(0.5) ? 'MALE' : 'FEMALE',
        dayOf('1980-01-01') + chance.int(40),
      );
      if (identityNumberFault(number) === undefined) numbers.add(number);
    }
    expect(numbers.size).toBe(50_000);
  });

  it('keep the wanted day of birth, or move it by no more than the spread', () => {
    const source = identitySource(100_000, 5);
    const wanted = dayOf('1975-06-15');
    for (let count = 0; count < 1000; count += 1) {
      const { born } = source.near('FEMALE', wanted);
      expect(born - wanted).toBeGreaterThanOrEqual(0);
      expect(born - wanted).toBeLessThanOrEqual(source.spread);
    }
  });

  it('of a given day do not repeat and are not among the others', () => {
    const source = identitySource(600, 5);
    const day = dayOf('1966-01-31');
    const exact = Array.from({ length: 200 }, () => source.exact('MALE', day));
    expect(new Set(exact.map(({ number }) => number)).size).toBe(200);
    expect(exact.every(({ born, number }) => born === day && identityNumberFault(number) === undefined)).toBe(
      true,
    );
  });
});

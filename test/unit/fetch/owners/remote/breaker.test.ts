// The breaker, against every order of events that may come.
import fc from 'fast-check';
import {
  answered,
  failed,
  FAILURES_MAX,
  probed,
  rested,
  UNTRIED,
  type Breaker,
} from '../../../../../gateway/fetch/owners/remote/breaker.ts';

const failTimes = (breaker: Breaker, times: number, askedAt: number): Breaker =>
  Array.from({ length: times }).reduce<Breaker>((state) => failed(state, askedAt), breaker);

it('opens after failures in a row, and not sooner', () => {
  expect(failTimes(UNTRIED, FAILURES_MAX - 1, 1).kind).toBe('closed');
  expect(failTimes(UNTRIED, FAILURES_MAX, 1).kind).toBe('open');
  const interrupted = answered(failTimes(UNTRIED, FAILURES_MAX - 1, 1), 2);
  expect(failTimes(interrupted, FAILURES_MAX - 1, 3).kind).toBe('closed');
});

it('does not hold against an owner what was asked before it last answered', () => {
  expect(failTimes(answered(UNTRIED, 10), 100, 9).kind).toBe('closed');
  expect(failTimes(answered(UNTRIED, 10), FAILURES_MAX, 11).kind).toBe('open');
});

it('closes after a probe that was answered, and rests again after one that was not', () => {
  const halfOpen = rested({ kind: 'open' });
  expect(probed(halfOpen, true, 5)).toEqual({ kind: 'closed', failures: 0, answeredAt: 5 });
  expect(probed(halfOpen, false, 5)).toEqual({ kind: 'open' });
});

type Happening = 'asked' | 'answered' | 'failed' | 'rested' | 'probe answered' | 'probe failed';
const HAPPENINGS: readonly Happening[] = [
  'asked',
  'answered',
  'failed',
  'rested',
  'probe answered',
  'probe failed',
];

it('never has two probes under way, and asks nobody while it is not closed', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...HAPPENINGS), { maxLength: 200 }), (happenings) => {
      let breaker: Breaker = UNTRIED;
      let probes = 0;
      let inARow = 0;
      const asked: number[] = [];
      const promises: boolean[] = [];
      happenings.forEach((happening, now) => {
        const before = breaker;
        const ok = happening === 'probe answered';
        if (happening === 'asked' && breaker.kind === 'closed') asked.push(now);
        else if (happening === 'answered' && asked.shift() !== undefined) {
          breaker = answered(breaker, now);
          if (before.kind === 'closed') inARow = 0;
        } else if (happening === 'failed' && asked.length > 0) {
          breaker = failed(breaker, asked.shift() ?? now);
          inARow++;
        } else if (happening === 'rested') {
          breaker = rested(breaker);
          if (breaker.kind === 'half-open' && before.kind !== 'half-open') probes++;
        } else if (happening.startsWith('probe') && probes > 0) {
          probes--;
          breaker = probed(breaker, ok, now);
          inARow = 0;
          promises.push(breaker.kind === (ok ? 'closed' : 'open'));
        }
        promises.push(probes === (breaker.kind === 'half-open' ? 1 : 0));
        promises.push(before.kind !== 'closed' || breaker.kind !== 'open' || inARow >= FAILURES_MAX);
      });
      expect(promises).not.toContain(false);
    }),
  );
});

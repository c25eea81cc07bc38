// How long one client request waits for remote owners, by a clock of the test.
import fc from 'fast-check';
import { OwnerFault } from '../../../../../gateway/fetch/owners/remote/fault.ts';
import { createPatience, type Patience } from '../../../../../gateway/fetch/owners/remote/patience.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** An owner that answers after a time, or hangs. */
const after =
  (milliseconds: number) =>
  (signal: AbortSignal): Promise<string> =>
    new Promise((resolve, reject) => {
      setTimeout(() => resolve('answer'), milliseconds);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
const HANGS = 1e9;
/** The deadline, and the last look at what has arrived: the test's clock counts a turn of the loop as 1 ms. */
const GIVEN_UP = 2_001;

interface Outcome {
  readonly answered: boolean;
  readonly at: number;
}

const ask = async (patience: Patience, owner: string, milliseconds: number): Promise<Outcome> => {
  const answered = await patience.wait(owner, after(milliseconds)).then(
    () => true,
    (error: unknown) => {
      expect(error).toBeInstanceOf(OwnerFault);
      return false;
    },
  );
  return { answered, at: performance.now() };
};

const inTurn = async (
  times: readonly number[],
  owner = (index: number) => `o${index}`,
): Promise<Outcome[]> => {
  const patience = createPatience({ signal: new AbortController().signal });
  const started = performance.now();
  const outcomes: Outcome[] = [];
  for (const [index, time] of times.entries()) {
    const { answered, at } = await ask(patience, owner(index), time);
    outcomes.push({ answered, at: at - started });
  }
  return outcomes;
};

const run = async <T>(work: Promise<T>): Promise<T> => {
  await jest.advanceTimersByTimeAsync(60_000);
  return work;
};

it('waits 2 s for an owner that hangs', async () => {
  expect(await run(inTurn([HANGS]))).toEqual([{ answered: false, at: GIVEN_UP }]);
});

it('lets a long plan over prompt owners take its time', async () => {
  const outcomes = await run(inTurn(Array.from({ length: 30 }, () => 150)));
  expect(outcomes.every(({ answered }) => answered)).toBe(true);
  expect(outcomes.at(-1)?.at).toBe(4_500);
});

it('asks the healthy owner after one that hung', async () => {
  expect(await run(inTurn([HANGS, 50]))).toEqual([
    { answered: false, at: GIVEN_UP },
    { answered: true, at: GIVEN_UP + 50 },
  ]);
});

it('does not ask again whom it has given up', async () => {
  expect(await run(inTurn([HANGS, 10], () => 'same'))).toEqual([
    { answered: false, at: GIVEN_UP },
    { answered: false, at: GIVEN_UP },
  ]);
});

it('counts waits at the same time once', async () => {
  const both = async (): Promise<Outcome[]> => {
    const patience = createPatience({ signal: new AbortController().signal });
    await Promise.all([ask(patience, 'a', 1_000), ask(patience, 'b', 1_000), ask(patience, 'c', 1_000)]);
    return [await ask(patience, 'd', 900)];
  };
  expect((await run(both()))[0]?.answered).toBe(true);
});

it('ends with its client, without a fault', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  const wait = createPatience(controller).wait('a', after(HANGS));
  const outcome = wait.then(
    () => 'answered',
    (error: unknown) => error,
  );
  expect(await run(outcome)).toBe(controller.signal.reason);
});

it('is over 2.2 s after the last prompt answer, whoever is slow or hangs, in turn and at once', async () => {
  const time = fc.oneof(fc.integer({ min: 200, max: 3_000 }), fc.constant(HANGS));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(time, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
      async (plan) => {
        const patience = createPatience({ signal: new AbortController().signal });
        const started = performance.now();
        const all = async (): Promise<number> => {
          for (const [step, times] of plan.entries())
            await Promise.all(times.map((ms, index) => ask(patience, `${step}.${index}`, ms)));
          return performance.now() - started;
        };
        expect(await run(all())).toBeLessThanOrEqual(2_210);
      },
    ),
    { numRuns: 100 },
  );
});

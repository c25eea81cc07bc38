// Queries of a process that has its hands full wait for their turn; those that only wait for an owner hold up nobody.
import { admission } from '../../gateway/admission.ts';

const PLACES = 4;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const forever = (): Promise<never> => new Promise(() => undefined);

/** Keeps the process busy for so many milliseconds. */
const labour = (milliseconds: number): void => {
  for (const until = performance.now() + milliseconds; performance.now() < until;);
};

/** Work that keeps the process busy, a little at a time, and how much of it there was at once. */
const busyWork = () => {
  const seen = { now: 0, most: 0, order: [] as number[] };
  const work = (number: number) => async (): Promise<number> => {
    seen.order.push(number);
    seen.most = Math.max(seen.most, (seen.now += 1));
    for (let step = 0; step < 3; step++) {
      labour(2);
      await turn();
    }
    seen.now -= 1;
    return number;
  };
  return { seen, work };
};

const numbers = Array.from({ length: 24 }, (_, index) => index);

it('works on so many at once while the process has its hands full, the others in their order', async () => {
  const inTurn = admission(PLACES);
  const { seen, work } = busyWork();
  await expect(Promise.all(numbers.map((number) => inTurn(work(number))))).resolves.toEqual(numbers);
  expect(seen.most).toBe(PLACES);
  expect(seen.order).toEqual(numbers);
});

it('lets others in while those at work only wait', async () => {
  const inTurn = admission(PLACES);
  for (let hung = 0; hung < 5 * PLACES; hung++) void inTurn(forever);
  await expect(inTurn(async () => 'answered')).resolves.toBe('answered');
});

it('gives the place of work that fails to the next at once, also while the process has its hands full', async () => {
  const inTurn = admission(2);
  let begun = false;
  const busy = inTurn(async () => {
    for (let step = 0; step < 100 && !begun; step++) {
      labour(2);
      await turn();
    }
    return begun;
  });
  const failing = inTurn(async () => {
    await turn();
    throw new Error('failed');
  });
  const next = inTurn(async () => (begun = true));
  await expect(failing).rejects.toThrow('failed');
  await expect(next).resolves.toBe(true);
  await expect(busy).resolves.toBe(true);
});

it('keeps no place for who is there no more', async () => {
  const inTurn = admission(PLACES);
  const { seen, work } = busyWork();
  await Promise.all(numbers.map((number) => inTurn(work(number))));
  await Promise.all(numbers.map((number) => inTurn(work(number))));
  expect(seen.most).toBe(PLACES);
});

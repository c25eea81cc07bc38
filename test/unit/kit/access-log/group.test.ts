// What arrives while one write is under way, or soon after something that can wait, is written together.
import { groupWrites, type WriteGroup } from '../../../../subgraphs/kit/access-log/group.ts';

/** A write that ends when it is told to. */
const held = () => {
  const groups: (readonly number[])[] = [];
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const signals: AbortSignal[] = [];
  const write: WriteGroup<number> = (take, signal) => {
    groups.push(take());
    signals.push(signal);
    return new Promise((resolve, reject) => ends.push({ resolve, reject }));
  };
  return { write, groups, ends, signals };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const options = { max: 1000, deadlineMs: 60_000 };

it('writes one group while the next gathers', async () => {
  const { write, groups, ends } = held();
  const { add, idle } = groupWrites({ ...options, write });
  const first = add(1);
  const others = [add(2), add(3), add(4)];
  await turn();
  expect(groups).toEqual([[1]]);
  ends[0]?.resolve();
  await first;
  await turn();
  expect(groups).toEqual([[1], [2, 3, 4]]);
  ends[1]?.resolve();
  await Promise.all(others);
  await idle();
});

it('still gathers until the items are taken', async () => {
  const taken: number[][] = [];
  const { add } = groupWrites<number>({
    ...options,
    write: async (take) => {
      await turn();
      taken.push([...take()]);
    },
  });
  await Promise.all([add(1), add(2), add(3)]);
  expect(taken).toEqual([[1, 2, 3]]);
});

it('puts no more into a group than it may hold', async () => {
  const sizes: number[] = [];
  const { add } = groupWrites<number>({
    ...options,
    max: 10,
    write: async (take) => {
      sizes.push(take().length);
    },
  });
  await Promise.all(Array.from({ length: 25 }, (_, index) => add(index)));
  expect(sizes.reduce((sum, size) => sum + size)).toBe(25);
  expect(Math.max(...sizes)).toBe(10);
});

it('rejects a group that fails, and only that', async () => {
  const { write, ends } = held();
  const { add } = groupWrites({ ...options, write });
  const [first, second] = [add(1), add(2)];
  ends[0]?.reject(new Error('broken'));
  await expect(first).rejects.toThrow('broken');
  await turn();
  ends[1]?.resolve();
  await expect(second).resolves.toBeUndefined();
});

it('gives a group up at its deadline, also one that still waits, and goes on', async () => {
  const { write, ends, signals, groups } = held();
  const { add } = groupWrites({ ...options, deadlineMs: 20, write });
  const outcomes = await Promise.allSettled([add(1), add(2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
  await turn();
  const third = add(3);
  await turn();
  ends.at(-1)?.resolve();
  await third;
  expect(groups.at(-1)).toEqual([3]);
});

it('waits with what can wait, and no longer than that', async () => {
  const { write, groups, ends } = held();
  const { add } = groupWrites({ ...options, write });
  const patient = [add(1, 60_000), add(2, 60_000)];
  await turn();
  expect(groups).toEqual([]);
  const hasty = add(3);
  await turn();
  expect(groups).toEqual([[1, 2, 3]]);
  ends[0]?.resolve();
  await Promise.all([...patient, hasty]);
});

it('waits no longer than the one of its items that can wait the least', async () => {
  const { write, groups, ends } = held();
  const { add } = groupWrites({ ...options, write });
  const all = [add(1, 60_000), add(2, 20), add(3, 60_000)];
  await turn();
  expect(groups).toEqual([]);
  while (groups.length === 0) await turn();
  expect(groups).toEqual([[1, 2, 3]]);
  ends[0]?.resolve();
  await Promise.all(all);
});

it('waits a little only where nothing else comes', async () => {
  const { write, groups, ends } = held();
  const { add } = groupWrites({ ...options, write });
  const first = add(1, 20);
  await turn();
  expect(groups).toEqual([]);
  while (groups.length === 0) await turn();
  ends[0]?.resolve();
  await first;
});

it('does not wait where its items have waited for another write', async () => {
  const { write, groups, ends } = held();
  const { add } = groupWrites({ ...options, write });
  const [first, second] = [add(1), add(2, 1)];
  for (const since = performance.now(); performance.now() < since + 2;) await turn();
  ends[0]?.resolve();
  await first;
  await turn();
  expect(groups).toEqual([[1], [2]]);
  ends[1]?.resolve();
  await second;
});

// Group commit: what arrives while one write is under way, or soon after something that can wait, is written together.

/** Takes the items of the group that is being written; from then on the next group gathers. */
export type Take<T> = () => readonly T[];

/** Writes one group; after its signal is aborted nobody waits any more. */
export type WriteGroup<T> = (take: Take<T>, signal: AbortSignal) => Promise<void>;

export interface GroupOptions<T> {
  readonly write: WriteGroup<T>;
  /** Most items of a group. */
  readonly max: number;
  /** Longest time from the first item of a group until it is written, in milliseconds. */
  readonly deadlineMs: number;
}

const abortable = (): { signal: AbortSignal; abort: () => void } => {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
};

interface Group<T> {
  readonly items: T[];
  readonly signal: AbortSignal;
  /** What everybody waits for who put an item into it. */
  readonly written: Promise<void>;
  /** Tells how its write ends. */
  readonly settle: (outcome: Promise<void>) => void;
  readonly stopClock: () => void;
  /** When it stops waiting for more, as `performance.now()` has it: no later than any of its items can wait. */
  startsAt: number;
  /** Has it look again for how long it can wait. */
  lookAgain: () => void;
}

const newGroup = <T>(deadlineMs: number): Group<T> => {
  const { signal, abort } = abortable();
  let settle: (outcome: Promise<void>) => void = () => undefined;
  const decided = new Promise<void>((resolve) => (settle = resolve));
  let stopClock = (): void => undefined;
  const overdue = new Promise<never>((_, reject) => {
    const clock = setTimeout(() => {
      abort();
      reject(new Error(`not written within ${deadlineMs} ms`));
    }, deadlineMs);
    stopClock = () => clearTimeout(clock);
  });
  return {
    items: [],
    signal,
    written: Promise.race([decided, overdue]),
    settle,
    stopClock,
    startsAt: Infinity,
    lookAgain: () => undefined,
  };
};

const leftOf = ({ startsAt }: Group<unknown>): number => startsAt - performance.now();

/** Items one by one, written in groups; a promise is fulfilled when the group that holds its item is written. */
export const groupWrites = <T>({ write, max, deadlineMs }: GroupOptions<T>) => {
  const waiting: Group<T>[] = [];
  let writing: Promise<void> | undefined;

  /** Waits for more, the longer a group has waited for the write before it, the less. */
  const gathered = async (group: Group<T>): Promise<void> => {
    for (let left = leftOf(group); left > 0; left = leftOf(group)) {
      const waited = new Promise<void>((resolve) => (group.lookAgain = resolve));
      const clock = setTimeout(group.lookAgain, Math.ceil(left));
      await waited;
      clearTimeout(clock);
    }
  };

  const takeFirst = (group: Group<T>): readonly T[] => {
    if (waiting[0] === group) waiting.shift();
    return group.items;
  };

  const writeFirst = async (group: Group<T>): Promise<void> => {
    group.settle(write(() => takeFirst(group), group.signal));
    await group.written.catch(() => undefined);
    group.stopClock();
    takeFirst(group);
  };

  const writeAll = async (): Promise<void> => {
    for (let group = waiting[0]; group !== undefined; group = waiting[0]) {
      if (leftOf(group) > 0) await gathered(group);
      await writeFirst(group);
    }
    writing = undefined;
  };

  const gathering = (): Group<T> => {
    const last = waiting.at(-1);
    if (last !== undefined && last.items.length < max) return last;
    const group = newGroup<T>(deadlineMs);
    waiting.push(group);
    return group;
  };

  return {
    /** Adds an item; one that can wait so many milliseconds is written together with what comes meanwhile. */
    add: (item: T, canWaitMs = 0): Promise<void> => {
      const group = gathering();
      group.items.push(item);
      const startsAt = performance.now() + canWaitMs;
      if (startsAt < group.startsAt) {
        group.startsAt = startsAt;
        group.lookAgain();
      }
      writing ??= writeAll();
      return group.written;
    },
    /** Fulfilled when nothing is being written. */
    idle: async (): Promise<void> => {
      await writing;
    },
  };
};

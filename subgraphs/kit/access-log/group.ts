// Group commit: what arrives while one write is under way is written together by the next one.

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
  return { items: [], signal, written: Promise.race([decided, overdue]), settle, stopClock };
};

/** Items one by one, written in groups; a promise is fulfilled when the group that holds its item is written. */
export const groupWrites = <T>({ write, max, deadlineMs }: GroupOptions<T>) => {
  const waiting: Group<T>[] = [];
  let writing: Promise<void> | undefined;

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
    for (let group = waiting[0]; group !== undefined; group = waiting[0]) await writeFirst(group);
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
    add: (item: T): Promise<void> => {
      const group = gathering();
      group.items.push(item);
      writing ??= writeAll();
      return group.written;
    },
    /** Fulfilled when nothing is being written. */
    idle: async (): Promise<void> => {
      await writing;
    },
  };
};

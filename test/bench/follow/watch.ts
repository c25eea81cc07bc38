// Looks at the ledger again and again for findings that are to come and to go.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Between looks at the ledger: how much later than it was there a finding is seen, at most. */
const LOOK_MS = 20;
/** After so long a finding does not come any more. */
const GIVE_UP_MS = 120_000;

interface Expected {
  readonly rule: string;
  readonly subject: string;
  readonly present: boolean;
  committedAt: number | undefined;
  readonly seen: (milliseconds: number | undefined) => void;
}

/** Waits for findings. */
export interface Watch {
  /** Says that a change is on its way; `committed`, once it is there, resolves when the finding has followed. */
  readonly expect: (
    rule: string,
    subject: string,
    present: boolean,
  ) => { readonly committed: () => Promise<void> };
  /** Milliseconds from commit to ledger of what has followed. */
  readonly times: readonly number[];
  /** Changes that no finding has followed. */
  readonly lost: () => number;
  readonly stop: () => Promise<void>;
}

/** Opens a watch over the ledger of findings. */
export const openWatch = async (ledgerUrl: string): Promise<Watch> => {
  const client = new pg.Client({ connectionString: ledgerUrl });
  await client.connect();
  const waiting = new Set<Expected>();
  const times: number[] = [];
  let lost = 0;
  let over = false;

  const settle = (one: Expected, now: number | undefined): void => {
    waiting.delete(one);
    one.seen(now === undefined || one.committedAt === undefined ? undefined : now - one.committedAt);
  };
  const look = async (): Promise<void> => {
    const asked = [...waiting].filter(({ committedAt }) => committedAt !== undefined);
    if (asked.length === 0) return;
    const { rows } = await client.query<{ rule: string; subject: string }>(
      `select rule_id as rule, subject from finding where present and subject = any($1::text[])`,
      [asked.map(({ subject }) => subject)],
    );
    const now = performance.now();
    const present = new Set(rows.map(({ rule, subject }) => `${rule} ${subject}`));
    for (const one of asked)
      if (present.has(`${one.rule} ${one.subject}`) === one.present) settle(one, now);
      else if (now - (one.committedAt ?? now) > GIVE_UP_MS) settle(one, undefined);
  };
  const looking = (async () => {
    while (!over) {
      await look();
      await sleep(LOOK_MS);
    }
  })();

  return {
    times,
    lost: () => lost,
    expect: (rule, subject, present) => {
      let seen: Expected['seen'] = () => undefined;
      const followed = new Promise<number | undefined>((resolve) => (seen = resolve));
      const one: Expected = { rule, subject, present, committedAt: undefined, seen };
      waiting.add(one);
      return {
        committed: async () => {
          one.committedAt = performance.now();
          const milliseconds = await followed;
          if (milliseconds === undefined) lost += 1;
          else times.push(milliseconds);
        },
      };
    },
    stop: async () => {
      over = true;
      await looking;
      await client.end();
    },
  };
};

// What would be if something were written: a transaction that is read in and always taken back.
import type pg from 'pg';
import { queryOf, readerOver, type Reader, type ReaderOptions, type Send } from './reader.ts';
import { SAVEPOINT } from './rows.ts';
import { inTransaction } from './transaction.ts';

/**
 * Attempts that are under way at once in a department; the others wait. Each holds a connection of the pool while the
 * guard and the access log may want another one.
 */
const ATTEMPTS_MAX = 4;

/**
 * An attempt that does nothing for so long is ended by the server: it holds locks that commands wait for, and the change
 * feed does not go past it.
 */
const BEGIN = [
  "begin; set local idle_in_transaction_session_timeout = '5s'; set local synchronous_commit = off",
];

/** What is written and read in an attempt; nothing of it is kept. */
export type Work<T> = (db: pg.ClientBase, reader: Reader) => Promise<T>;

/** Statements of one connection, one after the other: what is set for one holds for no other. */
const oneByOne = (client: pg.PoolClient): Send => {
  let last: Promise<unknown> = Promise.resolve();
  return (statement, values, run) => {
    const turn = last.then(() => run<never>(client, queryOf(statement, values)));
    last = turn.catch(() => undefined);
    return turn;
  };
};

/** Lets so many work at once, the others in their order. */
const turns = (most: number) => {
  let free = most;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
};

/** Attempts over a pool. When the signal of one is aborted, its statement is cancelled and its connection cut. */
export const attempts = (): (<T>(options: ReaderOptions, work: Work<T>) => Promise<T>) => {
  const turn = turns(ATTEMPTS_MAX);
  return (options, work) =>
    turn(() => {
      const { pool, signal, cancel } = options;
      signal.throwIfAborted();
      return inTransaction(pool, (client) => work(client, readerOver(oneByOne(client), options, SAVEPOINT)), {
        begin: BEGIN,
        end: 'rollback',
        signal,
        cancel,
      });
    });
};

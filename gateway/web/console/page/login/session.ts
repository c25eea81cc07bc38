import { problemOf } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { Person } from './person.ts';
import type { Tokens } from './provider.ts';

/** Somebody who is logged in. */
export interface Session {
  readonly person: Person;
  /** An access token that holds for a while, or why there is none. */
  readonly token: () => Promise<string | Problem>;
  /** Another access token, where the one at hand is refused. */
  readonly renew: () => Promise<string | Problem>;
  /** True once only a new login helps. */
  readonly isEnded: () => boolean;
  /** Calls when the login ends; gives what stops that. */
  readonly onEnded: (listener: () => void) => () => void;
}

/** An access token is changed so long before it ends: a question may wait, and clocks differ. */
const MARGIN_MS = 30_000;

export interface SessionOptions {
  readonly person: Person;
  readonly tokens: Tokens;
  /** New tokens for a refresh token; undefined where it is refused. */
  readonly renew: (refresh: string) => Promise<Tokens | undefined>;
  readonly now?: () => number;
}

/** Keeps the tokens, in memory alone. Those who ask at once wait for one renewal: a refresh token counts once. */
export const openSession = ({ person, tokens, renew, now = () => Date.now() }: SessionOptions): Session => {
  let current: Tokens | undefined = tokens;
  let renewing: Promise<string | Problem> | undefined;
  const listeners = new Set<() => void>();

  const end = (): Problem => {
    current = undefined;
    for (const listener of listeners) listener();
    return problemOf('CONSOLE_LOGIN_ENDED');
  };
  const change = async (): Promise<string | Problem> => {
    if (current?.refresh === undefined) return end();
    try {
      current = await renew(current.refresh);
    } catch {
      return problemOf('CONSOLE_ISSUER_UNREACHABLE');
    }
    return current === undefined ? end() : current.access;
  };
  const changeOnce = (): Promise<string | Problem> => {
    renewing ??= change().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };

  return {
    person,
    token: async () =>
      current !== undefined && current.endsAt - MARGIN_MS > now() ? current.access : changeOnce(),
    renew: changeOnce,
    isEnded: () => current === undefined,
    onEnded: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

import type { Clock } from './clock.ts';

/** Tokens that are remembered as used. One takes some 100 bytes. */
const USED_MAX = 100_000;

/** Takes note of a token's `jti` until it expires at a time in milliseconds; false where that is not its first use. */
export type UseOnce = (jti: string, expiresAt: number) => boolean;

/**
 * Remembers single-use tokens for as long as they could be used again. Memory is bounded: when it is full of tokens that
 * have not expired, further ones are refused rather than old ones forgotten, since a forgotten one could be replayed.
 */
export const createUseOnce = (clock: Clock, max = USED_MAX): UseOnce => {
  const used = new Map<string, number>();
  const forgetExpired = (): void => {
    const now = clock();
    for (const [jti, expiresAt] of used) if (expiresAt <= now) used.delete(jti);
  };
  return (jti, expiresAt) => {
    if (used.size >= max) forgetExpired();
    if (used.has(jti) || used.size >= max) return false;
    used.set(jti, expiresAt);
    return true;
  };
};

/**
 * What is believed of a remote owner: `closed` it answers, `open` it does not and is left alone for a moment,
 * `half-open` one probe is under way. Times are milliseconds of any clock that never goes back.
 */
export type Breaker =
  | { readonly kind: 'closed'; readonly failures: number; readonly answeredAt: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'half-open' };

/**
 * Failures in a row after which an owner is no longer asked: one slow question is no hung owner, and few clients shall
 * wait in vain.
 */
export const FAILURES_MAX = 5;

/**
 * How long an open breaker waits for its next probe. With the probe's own deadline of 1 s an owner that is back is
 * asked again within 1.5 s; the promise is 2 s.
 */
export const REST_MS = 500;

/** Before anything is known. */
export const UNTRIED: Breaker = { kind: 'closed', failures: 0, answeredAt: Number.NEGATIVE_INFINITY };

/** After an answer. While the breaker is not closed only the probe counts, else several could be under way. */
export const answered = (breaker: Breaker, at: number): Breaker =>
  breaker.kind === 'closed' ? { kind: 'closed', failures: 0, answeredAt: at } : breaker;

/** After a failure. What was asked before the owner last answered says nothing about it now. */
export const failed = (breaker: Breaker, askedAt: number): Breaker => {
  if (breaker.kind !== 'closed' || askedAt <= breaker.answeredAt) return breaker;
  const failures = breaker.failures + 1;
  return failures < FAILURES_MAX ? { ...breaker, failures } : { kind: 'open' };
};

/** When the rest is over. The caller sends one probe where this is half-open and was not. */
export const rested = (breaker: Breaker): Breaker =>
  breaker.kind === 'open' ? { kind: 'half-open' } : breaker;

/** After the probe. */
export const probed = (breaker: Breaker, ok: boolean, at: number): Breaker => {
  if (breaker.kind !== 'half-open') return breaker;
  return ok ? { kind: 'closed', failures: 0, answeredAt: at } : { kind: 'open' };
};

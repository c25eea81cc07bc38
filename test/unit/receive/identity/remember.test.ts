import { createUseOnce } from '../../../../gateway/receive/identity/once.ts';
import { rememberVerified } from '../../../../gateway/receive/identity/remember.ts';
import type { Verified } from '../../../../gateway/receive/identity/verify.ts';
import { viewerOf } from '../../../../schema/viewer.ts';

jest.mock('jose', () => ({}));

const viewer = viewerOf({
  subject: 'wang',
  kind: 'person',
  roles: [],
  department: undefined,
  units: [],
  clientId: 'console',
});

/** A verifier that counts, under a clock that is set; tokens end after 90 s. */
const counted = (max?: number) => {
  const verified: string[] = [];
  const time = { now: 0 };
  const verify = async (token: string): Promise<Verified> => {
    verified.push(token);
    if (token === 'forged') throw new Error('refused');
    return { viewer, expiresAt: 90_000 };
  };
  return { verified, time, remembered: rememberVerified(verify, () => time.now, max) };
};

it('verifies a token once a minute', async () => {
  const { verified, time, remembered } = counted();
  for (const now of [0, 1, 59_999, 60_000, 60_001]) {
    time.now = now;
    expect((await remembered('token')).viewer).toBe(viewer);
  }
  expect(verified).toHaveLength(2);
});

it('keeps nothing beyond the end of the token', async () => {
  const { verified, time, remembered } = counted();
  for (const now of [60_000, 89_999, 90_000]) {
    time.now = now;
    await remembered('token');
  }
  expect(verified).toHaveLength(2);
});

it('keeps no refusals', async () => {
  const { verified, remembered } = counted();
  await expect(remembered('forged')).rejects.toThrow('refused');
  await expect(remembered('forged')).rejects.toThrow('refused');
  expect(verified).toHaveLength(2);
});

it('keeps so many tokens and no more', async () => {
  const { verified, remembered } = counted(2);
  for (const token of ['a', 'b', 'c', 'c', 'b', 'a']) await remembered(token);
  expect(verified).toEqual(['a', 'b', 'c', 'a']);
});

it('lets a single-use token pass once, and forgets it when it has expired', () => {
  let now = 0;
  const useOnce = createUseOnce(() => now, 2);
  expect([useOnce('a', 10), useOnce('a', 10), useOnce('b', 20)]).toEqual([true, false, true]);
  expect(useOnce('c', 30)).toBe(false);
  now = 10;
  expect([useOnce('c', 30), useOnce('b', 20)]).toEqual([true, false]);
});

// When an owner is asked a second time.
import { OwnerFault, type FaultKind } from '../../../../../gateway/fetch/owners/remote/fault.ts';
import { askAgain } from '../../../../../gateway/fetch/owners/remote/retry.ts';

const times = async (kind: 'query' | 'mutation', fault: FaultKind, aborted = false): Promise<number> => {
  let asked = 0;
  const signal = aborted ? AbortSignal.abort() : new AbortController().signal;
  const answer = askAgain(kind, signal, async () => {
    asked++;
    throw new OwnerFault(fault, 'x');
  });
  await expect(answer).rejects.toThrow(OwnerFault);
  return asked;
};

it('asks a query once more where no connection brought an answer', async () => {
  expect(await times('query', 'unconnected')).toBe(2);
});

it.each(['cut-off', 'late', 'down', 'garbage', 'resting'] as const)(
  'asks once where it is %s',
  async (fault) => {
    expect(await times('query', fault)).toBe(1);
  },
);

it('never asks a mutation twice, nor for whoever waits no longer', async () => {
  expect(await times('mutation', 'unconnected')).toBe(1);
  expect(await times('query', 'unconnected', true)).toBe(1);
});

it('gives the second answer', async () => {
  let asked = 0;
  const answer = await askAgain('query', new AbortController().signal, async () => {
    if (++asked === 1) throw new OwnerFault('unconnected', 'stale');
    return asked;
  });
  expect(answer).toBe(2);
});

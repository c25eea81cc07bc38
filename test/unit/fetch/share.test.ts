import { shareFetches } from '../../../gateway/fetch/owners/share.ts';
import type {
  FetchAnswer,
  FetchOperation,
  FetchRequest,
  Owner,
} from '../../../gateway/fetch/owners/owner.ts';

const QUERY: FetchOperation = { kind: 'query', text: '{ people { name } }' };
const MUTATION: FetchOperation = { kind: 'mutation', text: 'mutation { hire }' };

interface Ask {
  readonly operation?: FetchOperation;
  readonly viewer?: string;
  readonly variables?: Record<string, unknown>;
  readonly signal?: AbortSignal;
}

const request = ({
  operation = QUERY,
  viewer = 'li',
  variables = {},
  signal = new AbortController().signal,
}: Ask = {}): FetchRequest => ({ operation, variables, client: { viewer, asker: undefined, signal } });

/** An owner that answers when it is told to. */
const slowOwner = () => {
  const asked: { resolve: (answer: FetchAnswer) => void; reject: (error: Error) => void }[] = [];
  const owner: Owner = {
    name: 'hr',
    place: 'in-process',
    ready: async () => undefined,
    close: async () => undefined,
    fetch: () => new Promise((resolve, reject) => asked.push({ resolve, reject })),
  };
  return { asked, shared: { ...owner, fetch: shareFetches(owner.fetch) } };
};

const ANSWER: FetchAnswer = { data: { people: [{ name: '张三' }] } };

it('asks once for two equal fetches of one viewer, and gives each an answer of its own', async () => {
  const { asked, shared } = slowOwner();
  const both = [shared.fetch(request()), shared.fetch(request())];
  expect(asked).toHaveLength(1);
  asked[0]?.resolve(structuredClone(ANSWER));
  const [first, second] = await Promise.all(both);
  expect([first, second]).toEqual([ANSWER, ANSWER]);
  expect(first?.data?.['people']).not.toBe(second?.data?.['people']);
});

it.each<[string, Ask]>([
  ['another viewer', { viewer: 'wang' }],
  ['other variables', { variables: { code: 'B' } }],
  ['another operation', { operation: { ...QUERY } }],
])('asks again for %s', (_, other) => {
  const { asked, shared } = slowOwner();
  void shared.fetch(request());
  void shared.fetch(request(other));
  expect(asked).toHaveLength(2);
});

it('never shares a change', () => {
  const { asked, shared } = slowOwner();
  void shared.fetch(request({ operation: MUTATION }));
  void shared.fetch(request({ operation: MUTATION }));
  expect(asked).toHaveLength(2);
});

it('keeps nothing once it is answered', async () => {
  const { asked, shared } = slowOwner();
  const first = shared.fetch(request());
  asked[0]?.resolve(ANSWER);
  await first;
  void shared.fetch(request());
  expect(asked).toHaveLength(2);
});

it('gives a failure to all who wait for it', async () => {
  const { asked, shared } = slowOwner();
  const both = Promise.allSettled([shared.fetch(request()), shared.fetch(request())]);
  asked[0]?.reject(new Error('gone'));
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

it('asks anew for the others when the one who asked first has gone', async () => {
  const { asked, shared } = slowOwner();
  const leaving = new AbortController();
  const first = shared.fetch(request({ signal: leaving.signal }));
  const second = shared.fetch(request());
  leaving.abort();
  asked[0]?.reject(new Error('aborted'));
  await expect(first).rejects.toThrow('aborted');
  await new Promise(setImmediate);
  expect(asked).toHaveLength(2);
  asked[1]?.resolve(ANSWER);
  await expect(second).resolves.toEqual(ANSWER);
});

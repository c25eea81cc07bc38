// Requests that go on while a sink is broken and mended, each kept with what it saw.
type Headers = Readonly<Record<string, string>>;

/** What came of a request. */
export interface Seen {
  readonly query: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly trace: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Codes of the errors with their owners, e.g. `hr ACCESS_LOG_UNAVAILABLE`. */
  readonly errors: readonly string[];
}

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** Asks once. */
export const see = async (url: string, query: string, headers: Headers): Promise<Seen> => {
  const startedAt = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const { data, errors = [] } = (await response.json()) as Body;
  return {
    query,
    startedAt,
    endedAt: performance.now(),
    trace: response.headers.get('x-trace-id') ?? '',
    data: data ?? {},
    errors: errors.map(
      ({ extensions }) => `${String(extensions?.['owner'])} ${String(extensions?.['code'])}`,
    ),
  };
};

/** Several clients that ask again and again. */
export interface Stream {
  readonly seen: readonly Seen[];
  /** Fulfilled when so many requests were asked and answered since now. */
  readonly more: (count: number) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Starts a client for each way to ask. */
export const startStream = (asking: readonly (() => Promise<Seen>)[]): Stream => {
  const seen: Seen[] = [];
  const looking = new Set<() => void>();
  let going = true;
  const client = async (ask: () => Promise<Seen>): Promise<void> => {
    while (going) {
      seen.push(await ask());
      for (const look of looking) look();
    }
  };
  const clientsDone = Promise.all(asking.map(client));
  return {
    seen,
    more: (count) => {
      const from = performance.now();
      const enough = new Promise<void>((resolve) => {
        const look = (): void => {
          if (seen.filter(({ startedAt }) => startedAt >= from).length < count) return;
          looking.delete(look);
          resolve();
        };
        looking.add(look);
      });
      return Promise.race([enough, clientsDone.then(() => undefined)]);
    },
    end: async () => {
      going = false;
      await clientsDone;
    },
  };
};

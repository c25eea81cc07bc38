import { openSession } from '../../../gateway/web/console/page/login/session.ts';
import { askAs } from '../../../gateway/web/console/page/ask.ts';
import { ERRORS } from '../../../schema/errors.ts';

// The build puts them in.
Object.assign(globalThis, { CONSOLE_ERRORS: ERRORS });

const person = { name: '沈明察', roles: [], department: undefined, units: [] };

const NEVER = async () => {
  throw new Error('not to be renewed');
};

const MINUTE_MS = 60_000;

/** A session at the time 0, with a token that lasts ten minutes. */
const session = (renew: Parameters<typeof openSession>[0]['renew'], refresh: string | undefined = 'r1') => {
  const clock = { now: 0 };
  const tokens = { access: 'a1', refresh, endsAt: 10 * MINUTE_MS };
  return { clock, ...openSession({ person, tokens, renew, now: () => clock.now }) };
};

it('gives the same token until shortly before it ends', async () => {
  const { token, clock } = session(NEVER);
  expect(await token()).toBe('a1');
  clock.now = 9 * MINUTE_MS;
  expect(await token()).toBe('a1');
});

it('renews once for all who ask at the same time, and with the newest refresh token', async () => {
  const asked: string[] = [];
  const { token, clock } = session(async (refresh) => {
    asked.push(refresh);
    const count = asked.length + 1;
    return { access: `a${count}`, refresh: `r${count}`, endsAt: count * 10 * MINUTE_MS };
  });
  clock.now = 9.9 * MINUTE_MS;
  expect(await Promise.all([token(), token(), token()])).toEqual(['a2', 'a2', 'a2']);
  clock.now = 19.9 * MINUTE_MS;
  expect(await token()).toBe('a3');
  expect(asked).toEqual(['r1', 'r2']);
});

it('ends, for good, where the refresh token is refused, and tells it', async () => {
  const { token, clock, isEnded, onEnded } = session(async () => undefined);
  const told: string[] = [];
  onEnded(() => told.push('first'));
  onEnded(() => told.push('second'))();
  clock.now = 10 * MINUTE_MS;
  expect(isEnded()).toBe(false);
  expect(await token()).toMatchObject({ code: 'CONSOLE_LOGIN_ENDED' });
  expect(await token()).toMatchObject({ code: 'CONSOLE_LOGIN_ENDED' });
  expect(isEnded()).toBe(true);
  expect(told).toContain('first');
  expect(told).not.toContain('second');
});

it('ends with the access token where there is no refresh token', async () => {
  const tokens = { access: 'a1', refresh: undefined, endsAt: 10 * MINUTE_MS };
  const { token } = openSession({ person, tokens, renew: NEVER, now: () => 10 * MINUTE_MS });
  expect(await token()).toMatchObject({ code: 'CONSOLE_LOGIN_ENDED' });
});

it('goes on once an issuer answers that did not', async () => {
  let isAway = true;
  const { token, clock, isEnded } = session(async () => {
    if (isAway) throw new TypeError('Failed to fetch');
    return { access: 'a2', refresh: 'r2', endsAt: 20 * MINUTE_MS };
  });
  clock.now = 10 * MINUTE_MS;
  expect(await token()).toMatchObject({ code: 'CONSOLE_ISSUER_UNREACHABLE' });
  expect(isEnded()).toBe(false);
  isAway = false;
  expect(await token()).toBe('a2');
});

describe('asking', () => {
  const sent: string[] = [];
  const { fetch } = globalThis;

  beforeEach(() => {
    sent.length = 0;
    globalThis.fetch = async (_address, { headers } = {}) => {
      const bearer = new Headers(headers).get('authorization') ?? '';
      sent.push(bearer);
      const isAccepted = bearer === 'Bearer a2';
      return Response.json({ data: isAccepted ? {} : null }, { status: isAccepted ? 200 : 401 });
    };
  });

  afterEach(() => {
    globalThis.fetch = fetch;
  });

  it('changes a token that is refused, once', async () => {
    const ask = askAs(session(async () => ({ access: 'a2', refresh: 'r2', endsAt: 20 * MINUTE_MS })));
    expect(await ask({ query: '{ a }' })).toEqual({ data: {} });
    expect(sent).toEqual(['Bearer a1', 'Bearer a2']);
  });

  it('shows what is said of a new token that is refused as well', async () => {
    const ask = askAs(session(async () => ({ access: 'a3', refresh: 'r2', endsAt: 20 * MINUTE_MS })));
    expect(await ask({ query: '{ a }' })).toEqual({ data: null });
    expect(sent).toEqual(['Bearer a1', 'Bearer a3']);
  });

  it('sends nothing once the login has ended', async () => {
    const tokens = { access: 'a1', refresh: undefined, endsAt: 0 };
    const ask = askAs(openSession({ person, tokens, renew: NEVER, now: () => 0 }));
    expect(await ask({ query: '{ a }' })).toMatchObject({ code: 'CONSOLE_LOGIN_ENDED' });
    expect(sent).toEqual([]);
  });
});

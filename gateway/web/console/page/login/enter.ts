import type { LoginSettings } from '../../serve.ts';
import { problemOf } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { markEntered, takeEntered, takePending } from './pending.ts';
import { openProvider, refusalOf } from './provider.ts';
import type { Provider } from './provider.ts';
import { loadSettings } from './settings.ts';
import { openSession } from './session.ts';
import type { Session } from './session.ts';

/** What a visit of the page begins with. */
export type Entrance =
  /** The graph asks nobody who they are. */
  | { readonly kind: 'open' }
  | { readonly kind: 'inside'; readonly session: Session; readonly provider: Provider }
  /** Nobody is logged in; without a provider nobody can be. */
  | {
      readonly kind: 'outside';
      readonly isDemo: boolean;
      readonly provider: Provider | undefined;
      readonly problem: Problem | undefined;
    }
  /** The issuer's pages are about to take the place of this one. */
  | { readonly kind: 'leaving' };

/** What the issuer sent back with the address, which is taken out of it: a code is not to be reloaded, or bookmarked. */
const takeAnswer = (): URLSearchParams | undefined => {
  const answer = new URLSearchParams(location.search);
  if (!answer.has('code') && !answer.has('error')) return undefined;
  history.replaceState(null, '', location.pathname);
  return answer;
};

/** Where nobody may be asked anything, an issuer answers so when it does not know the person any more. */
const isUnknown = (reason: string): boolean => reason.endsWith('_required');

const complete = async (provider: Provider, isDemo: boolean, answer: URLSearchParams): Promise<Entrance> => {
  const outside = { kind: 'outside', isDemo, provider } as const;
  const pending = takePending();
  if (pending === undefined)
    return { ...outside, problem: problemOf('CONSOLE_LOGIN_FAILED', { reason: 'state' }) };
  try {
    const { tokens, person } = await provider.enter(answer, pending);
    markEntered();
    return { kind: 'inside', provider, session: openSession({ person, tokens, renew: provider.renew }) };
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === undefined) return { ...outside, problem: problemOf('CONSOLE_ISSUER_UNREACHABLE') };
    const code = pending.isQuiet && isUnknown(reason) ? 'CONSOLE_LOGIN_ENDED' : 'CONSOLE_LOGIN_FAILED';
    return { ...outside, problem: problemOf(code, { reason }) };
  }
};

const enterAt = async (settings: LoginSettings): Promise<Entrance> => {
  const { isDemo } = settings;
  const outside = { kind: 'outside', isDemo, provider: undefined } as const;
  if (!isSecureContext) return { ...outside, problem: problemOf('CONSOLE_LOGIN_INSECURE') };
  const answer = takeAnswer();
  const provider = await openProvider(settings).catch(() => undefined);
  if (provider === undefined) return { ...outside, problem: problemOf('CONSOLE_ISSUER_UNREACHABLE') };
  if (answer !== undefined) return complete(provider, isDemo, answer);
  if (!takeEntered()) return { ...outside, provider, problem: undefined };
  await provider.leave(true);
  return { kind: 'leaving' };
};

/** Finds out whether somebody is logged in, and completes a login that comes back from the issuer. */
export const enter = async (): Promise<Entrance> => {
  const settings = await loadSettings().catch(() => null);
  if (settings === null)
    return {
      kind: 'outside',
      isDemo: false,
      provider: undefined,
      problem: problemOf('CONSOLE_GRAPH_UNREACHABLE'),
    };
  return settings === undefined ? { kind: 'open' } : enterAt(settings);
};

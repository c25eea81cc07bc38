import * as oauth from 'oauth4webapi';
import type { LoginSettings } from '../../serve.ts';
import { keepPending } from './pending.ts';
import type { Pending } from './pending.ts';
import { personOf } from './person.ts';
import type { Person } from './person.ts';

/** What the issuer gives a page that somebody logged in to. */
export interface Tokens {
  readonly access: string;
  /** Undefined where the issuer gives none: then the login ends with the access token. */
  readonly refresh: string | undefined;
  /** When the access token ends, in ms by this machine's clock. */
  readonly endsAt: number;
}

/** The identity provider, as the page uses it. */
export interface Provider {
  /** Leaves for the issuer's pages. Quietly, nobody is asked anything there. */
  readonly leave: (isQuiet: boolean) => Promise<void>;
  /** Changes the code that the issuer sent back for tokens. */
  readonly enter: (answer: URLSearchParams, pending: Pending) => Promise<{ tokens: Tokens; person: Person }>;
  /** New tokens for a refresh token; undefined where it is refused. */
  readonly renew: (refresh: string) => Promise<Tokens | undefined>;
  /** Leaves for the issuer's page that logs out, where it has one. */
  readonly logOut: () => void;
}

/** A page can keep no secret; PKCE stands in for it. */
const NO_SECRET = oauth.None();

/** Clocks of browsers may be off by so much. The gateway checks tokens by its own. */
const CLOCK_TOLERANCE_SECONDS = 300;

const returnAddress = (): string => `${location.origin}/console`;

const tokensOf = (response: oauth.TokenEndpointResponse, before?: string): Tokens => ({
  access: response.access_token,
  // An issuer that does not rotate refresh tokens does not repeat them either.
  refresh: response.refresh_token ?? before,
  endsAt: Date.now() + (response.expires_in ?? Infinity) * 1000,
});

const withQuery = (address: string, query: Readonly<Record<string, string>>): string => {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
};

/** Reads where the issuer does what. In the clear it is asked only where it stands on this machine. */
const discover = async (issuer: URL, options: oauth.HttpRequestOptions<'GET'>) =>
  oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));

const loginAddress = async (
  endpoint: string,
  { clientId, scope }: LoginSettings,
  { state, nonce, verifier, isQuiet }: Pending,
): Promise<string> =>
  withQuery(endpoint, {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: returnAddress(),
    scope,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(isQuiet ? { prompt: 'none' } : {}),
  });

/** Finds the issuer; throws where it does not answer. */
export const openProvider = async (settings: LoginSettings): Promise<Provider> => {
  const issuer = new URL(settings.issuer);
  const options = { [oauth.allowInsecureRequests]: issuer.protocol === 'http:' };
  const server = await discover(issuer, options);
  const client = { client_id: settings.clientId, [oauth.clockTolerance]: CLOCK_TOLERANCE_SECONDS };
  return {
    leave: async (isQuiet) => {
      const pending = {
        state: oauth.generateRandomState(),
        nonce: oauth.generateRandomNonce(),
        verifier: oauth.generateRandomCodeVerifier(),
        isQuiet,
      };
      keepPending(pending);
      location.assign(await loginAddress(server.authorization_endpoint ?? '', settings, pending));
    },
    enter: async (answer, { state, nonce, verifier }) => {
      const checked = oauth.validateAuthResponse(server, client, answer, state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        NO_SECRET,
        checked,
        returnAddress(),
        verifier,
        options,
      );
      const given = await oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: nonce,
        requireIdToken: true,
      });
      return { tokens: tokensOf(given), person: personOf({ ...oauth.getValidatedIdTokenClaims(given) }) };
    },
    renew: async (refresh) => {
      const response = await oauth.refreshTokenGrantRequest(server, client, NO_SECRET, refresh, options);
      try {
        return tokensOf(await oauth.processRefreshTokenResponse(server, client, response), refresh);
      } catch (error) {
        if (error instanceof oauth.ResponseBodyError) return undefined;
        throw error;
      }
    },
    logOut: () => {
      const { end_session_endpoint: endpoint } = server;
      const query = { client_id: settings.clientId, post_logout_redirect_uri: returnAddress() };
      // Which page it is, the issuer knows by the client: no token stands in an address.
      location.assign(endpoint === undefined ? returnAddress() : withQuery(endpoint, query));
    },
  };
};

/** What the issuer said instead of a code or tokens, e.g. `access_denied`; undefined where it did not answer. */
export const refusalOf = (error: unknown): string | undefined => {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError)
    return error.error;
  return error instanceof oauth.OperationProcessingError ? (error.code ?? error.message) : undefined;
};

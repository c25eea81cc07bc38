import {
  errors,
  interactionPolicy,
  type Client,
  type Configuration,
  type Context,
  type Grant,
  type Token,
} from 'oidc-provider';
import { claimsOf } from './claims.ts';
import { clientsOf, originsOf } from './clients.ts';
import { ACCESS_TOKEN_SECONDS, ALGORITHM, GRAPH_AUDIENCE, GRAPH_SCOPE, ISSUER_PATH } from './names.ts';
import { errorPage } from './pages/error.ts';
import { loggedOutPage, logoutPage } from './pages/logout.ts';
import { contentSecurityPolicy } from './pages/page.ts';
import { isPersonName, PEOPLE } from './people.ts';
import { adapterOf } from './store/adapter.ts';
import type { IssuerKeys } from './store/keys.ts';
import type { Records } from './store/records.ts';

/** A working day: whoever comes back tomorrow logs in anew. */
const SESSION_SECONDS = 8 * 60 * 60;

/** Time to choose somebody on the login page. */
const INTERACTION_SECONDS = 10 * 60;

/** Time of a page to change its code for tokens. */
const CODE_SECONDS = 60;

const lifetimes = {
  AccessToken: ACCESS_TOKEN_SECONDS,
  ClientCredentials: ACCESS_TOKEN_SECONDS,
  IdToken: ACCESS_TOKEN_SECONDS,
  AuthorizationCode: CODE_SECONDS,
  Interaction: INTERACTION_SECONDS,
  Session: SESSION_SECONDS,
  Grant: SESSION_SECONDS,
  RefreshToken: SESSION_SECONDS,
};

/** The graph is the only thing that tokens are for. */
const resourceIndicators = {
  enabled: true,
  defaultResource: () => GRAPH_AUDIENCE,
  useGrantedResource: () => true,
  getResourceServerInfo: (_context: Context, resource: string) => {
    if (resource !== GRAPH_AUDIENCE) throw new errors.InvalidTarget();
    return {
      scope: GRAPH_SCOPE,
      audience: GRAPH_AUDIENCE,
      accessTokenTTL: ACCESS_TOKEN_SECONDS,
      accessTokenFormat: 'jwt',
      jwt: { sign: { alg: ALGORITHM } },
    };
  },
};

/** Consent is not asked for: every client that people log in to is part of FourNets. */
const firstPartyPolicy = () => {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
};

/** What a person who logged in grants to a part of FourNets: everything that it may ask for. */
const grantOf = async ({ oidc: { provider, client, session } }: Context): Promise<Grant> => {
  const id = session.grantIdFor(client.clientId);
  const known = id === undefined ? undefined : await provider.Grant.find(id);
  if (known !== undefined) return known;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(GRAPH_AUDIENCE, GRAPH_SCOPE);
  await grant.save();
  return grant;
};

const findAccount = (_context: Context, subject: string) =>
  isPersonName(subject)
    ? {
        accountId: subject,
        claims: () => ({ sub: subject, name: PEOPLE[subject].zh, ...claimsOf(subject) }),
      }
    : undefined;

/** Shows a page of ours, under the policy of our pages. */
const show = (context: Context, policy: string, html: string): void => {
  context.set('content-security-policy', policy);
  context.type = 'html';
  context.body = html;
};

export interface ConfigurationOptions {
  readonly origin: string;
  readonly keys: IssuerKeys;
  readonly records: Records;
}

/** The settings of `oidc-provider`, none of its quick-start defaults left. */
export const configurationOf = ({ origin, keys, records }: ConfigurationOptions): Configuration => {
  const origins = originsOf(origin);
  const policy = contentSecurityPolicy(origins);
  const cookie = { signed: true, httpOnly: true, sameSite: 'lax' };
  return {
    adapter: (model: string) => adapterOf(records, model),
    clients: clientsOf(origin, keys.partnerSecret),
    clientDefaults: { id_token_signed_response_alg: ALGORITHM },
    jwks: { keys: [keys.signingKey] },
    cookies: { keys: [keys.cookieKey], long: { ...cookie, path: ISSUER_PATH }, short: cookie },
    ttl: lifetimes,
    responseTypes: ['code'],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    // Refresh tokens come without `offline_access`, and end with the session.
    issueRefreshToken: (_context: Context, client: Client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => true,
    claims: { openid: ['sub'], profile: ['name', 'roles', 'department', 'units'] },
    conformIdTokenClaims: false,
    extraTokenClaims: (_context: Context, { accountId, clientId }: Token) => claimsOf(accountId ?? clientId),
    findAccount,
    loadExistingGrant: grantOf,
    clientBasedCORS: (_context: Context, requested: string) => origins.includes(requested),
    interactions: {
      policy: firstPartyPolicy(),
      url: (_context: Context, { uid }: { readonly uid: string }) => `${ISSUER_PATH}/interaction/${uid}`,
    },
    renderError: (context: Context, out: { error: string; error_description?: string }) =>
      show(context, policy, errorPage(out.error, out.error_description ?? '')),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators,
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context: Context, form: string) => show(context, policy, logoutPage(form)),
        postLogoutSuccessSource: (context: Context) => show(context, policy, loggedOutPage()),
      },
    },
  };
};

import express, { type Router } from 'express';
import type { JSONWebKeySet } from 'jose';
import { Provider } from 'oidc-provider';
import { CodedError } from '../../schema/errors.ts';
import { protectAnswers } from '../receive/http/answer-headers.ts';
import { originsOf, PARTNER } from './clients.ts';
import { configurationOf } from './configuration.ts';
import { interactionRouter } from './interactions.ts';
import { GRAPH_AUDIENCE, issuerOf } from './names.ts';
import { refuseForeignPreflights } from './origins.ts';
import { contentSecurityPolicy } from './pages/page.ts';
import type { PersonName } from './people.ts';
import { openIssuerKeys, publicKeysOf } from './store/keys.ts';
import { recordOrigin } from './store/origin.ts';
import { openRecords } from './store/records.ts';
import { signToken } from './token.ts';

/** What has expired is removed so often. */
const SWEEP_SECONDS = 10 * 60;

export interface DemoIssuerOptions {
  /** Address of the server as browsers know it, without a path, e.g. `http://127.0.0.1:4000`. */
  readonly origin: string;
  /** Folder in which `issuer/` keeps keys and sessions. */
  readonly dataDirectory: string;
  /** The issuer of the organisation (`OIDC_ISSUER`), beside which no demo issuer starts. */
  readonly configuredIssuer: string | undefined;
  /** Told what failed on our side. */
  readonly onInternalError: (error: unknown) => void;
}

/** An issuer that lets anybody in as one of the demo people. */
export interface DemoIssuer {
  /** What a verifier of its tokens expects. */
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: JSONWebKeySet;
  /** To be mounted at `ISSUER_PATH`, before anything that reads bodies. */
  readonly handler: Router;
  /** What the partner's system logs in with. */
  readonly partner: { readonly clientId: string; readonly clientSecret: string };
  /** An access token without a login. */
  readonly issueToken: (person: PersonName) => Promise<string>;
  readonly close: () => void;
}

/** Every answer is held to the policy of our pages, also one that `oidc-provider` writes by itself. */
const handlerOf = (provider: Provider, origin: string): Router =>
  express
    .Router()
    .use(protectAnswers(contentSecurityPolicy(originsOf(origin))))
    .use(refuseForeignPreflights(originsOf(origin)))
    .use('/interaction', interactionRouter(provider))
    .use(provider.callback());

/** Starts the demo issuer; DEMO_ISSUER_REFUSED beside a real one. */
export const demoIssuer = async (options: DemoIssuerOptions): Promise<DemoIssuer> => {
  const { origin, dataDirectory, configuredIssuer } = options;
  if (configuredIssuer !== undefined) throw new CodedError('DEMO_ISSUER_REFUSED');
  const keys = await openIssuerKeys(dataDirectory);
  const records = openRecords(dataDirectory);
  records.sweep();
  const sweeping = setInterval(records.sweep, SWEEP_SECONDS * 1000).unref();

  const issuer = issuerOf(origin);
  const provider = new Provider(issuer, configurationOf({ origin, keys, records }));
  // This server speaks no TLS: who reaches it by https does so through a proxy, which says how in its headers.
  provider.proxy = origin.startsWith('https:');
  provider.on('server_error', (_context, error) => options.onInternalError(error));

  recordOrigin(dataDirectory, origin);
  return {
    issuer,
    audience: GRAPH_AUDIENCE,
    jwks: publicKeysOf(keys),
    handler: handlerOf(provider, origin),
    partner: { clientId: PARTNER, clientSecret: keys.partnerSecret },
    issueToken: (person) => signToken(origin, keys, person),
    close: () => clearInterval(sweeping),
  };
};

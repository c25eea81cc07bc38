// How it is known who asks: by the organisation's identity provider, else by the demo issuer.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ZodError } from 'zod';
import { CodedError } from '../../schema/errors.ts';
import type { Config, OidcConfig } from '../config.ts';
import { GRAPH_SCOPE, ISSUER_PATH } from '../issuer/names.ts';
import type { Identity } from '../main.ts';
import { ClaimsMapping, type ClaimsMappingInput } from '../receive/identity/claims.ts';
import { createIdentify, type Identify } from '../receive/identity/identify.ts';
import type { Logger } from '../receive/log.ts';
import type { LoginSettings } from '../web/console/serve.ts';
import { todayOf } from './today.ts';

/** The word that is wrong, or the code of what kept the file from being read. */
const reasonOf = (error: unknown): string => {
  if (error instanceof ZodError)
    return error.issues.map((issue) => issue.path.join('.') || issue.code).join(', ');
  return error instanceof Error && 'code' in error ? String(error.code) : '';
};

const readMapping = (path: string): ClaimsMappingInput => {
  try {
    const written: unknown = parse(readFileSync(path, 'utf8'));
    ClaimsMapping.parse(written);
    return written as ClaimsMappingInput;
  } catch (cause) {
    throw new CodedError('CLAIMS_FILE_UNUSABLE', { path, reason: reasonOf(cause) }, { cause });
  }
};

/** Identifies by tokens of the organisation's provider; its keys are found where its metadata say. */
const organisationsTokens = ({ issuer, audience, tokenType, claimsFile }: OidcConfig): Identify =>
  createIdentify({
    issuer,
    audience,
    jwks: { discover: issuer },
    type: tokenType,
    claims: claimsFile === undefined ? undefined : readMapping(claimsFile),
  });

/** The address by which browsers know a server that listens on another one, e.g. on all of this machine. */
const originOf = ({ publicOrigin }: Config, url: string): string =>
  publicOrigin ?? `http://127.0.0.1:${new URL(url).port}`;

/** Who somebody is, and nothing else. */
const PROFILE_SCOPE = 'openid profile';

/** How people log in to the console: a public client of that name, with PKCE, at the issuer. */
const loginAt = (issuer: string): LoginSettings => ({
  issuer,
  clientId: 'console',
  scope: PROFILE_SCOPE,
  isDemo: false,
});

/** Who may ask a server: known by the configuration, once it has an address. */
export const identityOf =
  (config: Config, log: Logger) =>
  async (url: string): Promise<Identity> => {
    const today = todayOf(config);
    if (config.oidc !== undefined)
      return { identify: organisationsTokens(config.oidc), today, login: loginAt(config.oidc.issuer) };
    // On demand: where there is an identity provider, nobody needs a library that makes one.
    const { demoIssuer } = await import('../issuer/issuer.ts');
    const demo = await demoIssuer({
      origin: originOf(config, url),
      dataDirectory: config.dataDirectory,
      configuredIssuer: undefined,
      onInternalError: (error) => log.error({ err: error }, 'internal error of the demo issuer'),
    });
    const { issuer, audience, jwks, handler, close } = demo;
    return {
      identify: createIdentify({ issuer, audience, jwks }),
      today,
      issuer: { path: ISSUER_PATH, handler },
      login: { ...loginAt(issuer), scope: `${PROFILE_SCOPE} ${GRAPH_SCOPE}`, isDemo: true },
      close,
    };
  };

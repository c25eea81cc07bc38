import type { RequestHandler } from 'express';

const FORBIDDEN = 403;

/**
 * Answers browsers that ask whether a page may send something only for pages of this server. `oidc-provider` says yes to
 * every page, and looks at the client of the real request only. Source: Fetch standard, CORS-preflight fetch.
 */
export const refuseForeignPreflights =
  (origins: readonly string[]): RequestHandler =>
  ({ method, headers: { origin } }, response, next) => {
    if (method !== 'OPTIONS' || (origin !== undefined && origins.includes(origin))) next();
    else response.status(FORBIDDEN).end();
  };

import type { Request, RequestHandler } from 'express';
import { CodedError } from '../../../schema/errors.ts';

/** Who made the browser ask, where it says so: this site, or the person who typed the address. */
const OWN_SITES: ReadonlySet<unknown> = new Set(['same-origin', 'none']);

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined);

/** What is no browser sends neither header; a browser that is too old for the first sends one of the others with GET. */
const isOwnSite = ({ method, headers }: Request): boolean => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return OWN_SITES.has(site);
  if (method !== 'GET') return true;
  const origin = headers.origin ?? headers.referer;
  return origin === undefined || hostOf(origin) === headers.host;
};

/**
 * Lets pages of other sites ask nothing. A browser asks before it sends JSON by POST, and nobody allows it, unless a
 * proxy does; GET it sends at once, so here an old one, too, must say where it comes from. Apollo Server would refuse
 * every GET without a header of its own and is told that this one was looked at. Source: OWASP, Cross-Site Request
 * Forgery Prevention, Fetch Metadata.
 */
export const refuseForeignSites: RequestHandler = (request, _response, next) => {
  if (!isOwnSite(request)) {
    next(new CodedError('SITE_FOREIGN'));
    return;
  }
  if (request.method === 'GET') request.headers['apollo-require-preflight'] = 'looked-at';
  next();
};

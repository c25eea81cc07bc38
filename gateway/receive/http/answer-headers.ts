import type { RequestHandler } from 'express';

/** What a browser may do with data: nothing, in no frame. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * What every answer of the server tells browsers and proxies, refusals included: it is one person's, so nobody keeps it,
 * runs it, frames it, embeds it or has a hold on its window. Whether a name is reached by TLS only (HSTS) is for the
 * proxy in front to say, which speaks it. Source: OWASP, REST Security Cheat Sheet, Security Headers.
 */
const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['cache-control', 'no-store'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
];

/** Puts them on before anything can refuse; pages have a content security policy of their own, and say what may be kept. */
export const protectAnswers =
  (contentSecurityPolicy = DATA_POLICY): RequestHandler =>
  (_request, response, next) => {
    response.setHeader('content-security-policy', contentSecurityPolicy);
    for (const [name, value] of HEADERS) response.setHeader(name, value);
    next();
  };

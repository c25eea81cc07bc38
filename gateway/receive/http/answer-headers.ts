import type { RequestHandler } from 'express';

/**
 * What every answer of the graph tells browsers and proxies, refusals included: it is one person's, so nobody keeps it;
 * it is data, so nobody runs, frames or embeds it. Source: OWASP, REST Security Cheat Sheet, Security Headers.
 */
const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['cache-control', 'no-store'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cross-origin-resource-policy', 'same-origin'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
];

/** Puts them on before anything can refuse. */
export const protectAnswers: RequestHandler = (_request, response, next) => {
  for (const [name, value] of HEADERS) response.setHeader(name, value);
  next();
};

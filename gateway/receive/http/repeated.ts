import type { RequestHandler } from 'express';
import { CodedError } from '../../../schema/errors.ts';
import { PURPOSE_HEADER } from '../purpose/header.ts';

/** Headers that say who asks, what for, whom, and in which form. */
const SINGLE: ReadonlySet<string> = new Set(['authorization', PURPOSE_HEADER, 'host', 'content-type']);

/** The name of such a header that is sent twice. Node has taken one of the two by itself, or joined them. */
const repeatedOf = (rawHeaders: readonly string[]): string | undefined => {
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (!SINGLE.has(name)) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
};

/**
 * Refuses a request of two minds: whatever stands in between may have looked at the other header of the two. Source:
 * RFC 9110 section 5.3, RFC 9112 section 3.2.
 */
export const refuseRepeatedHeaders: RequestHandler = ({ rawHeaders }, _response, next) => {
  const header = repeatedOf(rawHeaders);
  next(header === undefined ? undefined : new CodedError('REQUEST_HEADER_REPEATED', { header }));
};

import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';

/** The header that tells a client under which id its request stands in logs. */
const TRACE_HEADER = 'x-trace-id';

/** Names each request. A client's own name is not taken over: access logs rest on it. */
export const traceRequests: RequestHandler = (_request, response, next) => {
  response.setHeader(TRACE_HEADER, randomUUID());
  next();
};

/** The trace id of the request that is answered by a response. */
export const traceOf = (response: ServerResponse): string => String(response.getHeader(TRACE_HEADER));

/** Has a response stand under the same id as another one to the same request. */
export const keepTrace = (from: ServerResponse, to: ServerResponse): void => {
  to.setHeader(TRACE_HEADER, traceOf(from));
};

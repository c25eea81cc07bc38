import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { CodedError } from '../../../schema/errors.ts';

/** Media types of whole answers, the one for clients that name none first. Source: GraphQL over HTTP, section 4.1. */
const TYPES = ['application/json', 'application/graphql-response+json'];

/** Media type of answers that come one after the other. Source: GraphQL over Server-Sent Events, distinct connections mode. */
export const EVENTS_TYPE = 'text/event-stream';

const ofEvents = new WeakSet<ServerResponse>();

/** True where the client would rather have events than a whole answer. */
export const takesEvents = (response: ServerResponse): boolean => ofEvents.has(response);

/**
 * Chooses the media type of the answer, of refusals too: one that keeps events from being sent is JSON. Whoever takes
 * neither is refused before anything is done.
 */
export const chooseAnswerType: RequestHandler = (request, response, next) => {
  const type = request.headers.accept === undefined ? TYPES[0] : request.accepts([...TYPES, EVENTS_TYPE]);
  if (typeof type !== 'string') {
    next(new CodedError('ANSWER_TYPE_UNSUPPORTED'));
    return;
  }
  if (type === EVENTS_TYPE) ofEvents.add(response);
  response.setHeader('content-type', `${type === EVENTS_TYPE ? TYPES[0] : type}; charset=utf-8`);
  next();
};

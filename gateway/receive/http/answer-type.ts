import type { RequestHandler } from 'express';
import { CodedError } from '../../../schema/errors.ts';

/** Media types of answers, the one for clients that name none first. Source: GraphQL over HTTP, section 4.1. */
const TYPES = ['application/json', 'application/graphql-response+json'];

/** Chooses the media type of the answer, of refusals too. Whoever takes neither is refused before anything is done. */
export const chooseAnswerType: RequestHandler = (request, response, next) => {
  const type = request.headers.accept === undefined ? TYPES[0] : request.accepts(TYPES);
  if (typeof type !== 'string') {
    next(new CodedError('ANSWER_TYPE_UNSUPPORTED'));
    return;
  }
  response.setHeader('content-type', `${type}; charset=utf-8`);
  next();
};

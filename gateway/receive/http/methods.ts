import type { RequestHandler } from 'express';
import { CodedError } from '../../../schema/errors.ts';

const ALLOWED = ['GET', 'POST'];

/** Refuses what GraphQL over HTTP does not speak of. That GET only queries is seen when the document is read. */
export const refuseOtherMethods: RequestHandler = ({ method }, response, next) => {
  if (ALLOWED.includes(method)) {
    next();
    return;
  }
  response.setHeader('allow', ALLOWED.join(', '));
  next(new CodedError('METHOD_NOT_ALLOWED', { method }));
};

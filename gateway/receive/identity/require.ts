import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { CodedError, ERRORS } from '../../../schema/errors.ts';
import type { Viewer } from '../../../schema/sharing.ts';
import type { Identify } from './identify.ts';

const UNAUTHORIZED = 401;

/** What a client is told to do about a refusal. Source: RFC 6750 section 3: no error code where no token was sent. */
const challengeOf = ({ code }: CodedError): string =>
  code === 'TOKEN_MISSING' ? 'Bearer' : 'Bearer error="invalid_token"';

const viewers = new WeakMap<ServerResponse, Viewer>();

/** Lets nobody further who is nobody: what comes after finds the viewer by `viewerOfRequest`. */
export const requireViewer =
  (identify: Identify): RequestHandler =>
  async (request, response, next) => {
    try {
      viewers.set(response, await identify(request.headers.authorization));
      next();
    } catch (error) {
      if (error instanceof CodedError && ERRORS[error.code].http === UNAUTHORIZED)
        response.setHeader('www-authenticate', challengeOf(error));
      next(error);
    }
  };

/** The viewer of the request that is answered by a response. */
export const viewerOfRequest = (response: ServerResponse): Viewer => {
  const viewer = viewers.get(response);
  if (viewer === undefined) throw new Error('the request was not identified');
  return viewer;
};

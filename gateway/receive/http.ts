import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ERRORS, type ErrorCode } from '../../schema/errors.ts';

const answer = (code: ErrorCode) => ({
  status: ERRORS[code].http,
  body: { errors: [{ message: ERRORS[code].en, extensions: { code, zh: ERRORS[code].zh } }] },
});

/** Code of an error that express met while it read a body. */
const codeOfBodyError = (error: unknown): ErrorCode => {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return 'REQUEST_TOO_LARGE';
  return type === 'entity.parse.failed' || type === 'encoding.unsupported' || type === 'charset.unsupported'
    ? 'REQUEST_NOT_JSON'
    : 'INTERNAL';
};

/** The last stop of errors outside GraphQL: coded JSON, never a stack trace. */
export const answerErrors =
  (onInternalError: (error: unknown) => void): ErrorRequestHandler =>
  (error, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const code = codeOfBodyError(error);
    if (code === 'INTERNAL') onInternalError(error);
    const { status, body } = answer(code);
    response.status(status).json(body);
  };

/** Addresses that lead nowhere say where the graph is. */
export const answerNotFound: RequestHandler = (_request, response) => {
  const { status, body } = answer('ADDRESS_UNKNOWN');
  response.status(status).json(body);
};

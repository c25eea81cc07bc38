import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { CodedError, type ErrorCode, ERRORS } from '../../../schema/errors.ts';

const answer = (error: CodedError) => ({
  status: ERRORS[error.code].http,
  body: { errors: [{ message: error.message, extensions: error.extensions }] },
});

/** Code of an error that express met while it read a request. */
const codeOf = (error: unknown): ErrorCode => {
  if (error instanceof CodedError) return error.code;
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
    const code = codeOf(error);
    if (code === 'INTERNAL') onInternalError(error);
    const { status, body } = answer(error instanceof CodedError ? error : new CodedError(code));
    response.status(status).json(body);
  };

/** Addresses that lead nowhere say where the graph is. */
export const answerNotFound: RequestHandler = (_request, response) => {
  const { status, body } = answer(new CodedError('ADDRESS_UNKNOWN'));
  response.status(status).json(body);
};

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** True for the names of this machine that no other machine can use. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/** The host that is asked: that of a target which names one, whatever the header says. Source: RFC 9112 section 3.2.2. */
const hostOf = ({ url, hostname }: Request): string => {
  if (url.startsWith('/')) return hostname;
  return URL.canParse(url) ? new URL(url).hostname : hostname;
};

/**
 * While the server listens on this machine only, it answers only by this machine's names: a web page that points its
 * own name at 127.0.0.1 (DNS rebinding) reads nothing.
 */
export const refuseForeignHosts =
  (listening: string): RequestHandler =>
  (request, response, next) => {
    if (!isLoopback(listening) || isLoopback(hostOf(request))) {
      next();
      return;
    }
    const { status, body } = answer(new CodedError('HOST_FOREIGN'));
    response.status(status).json(body);
  };

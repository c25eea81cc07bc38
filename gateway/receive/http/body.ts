import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { CodedError } from '../../../schema/errors.ts';

/** Largest request body in bytes, unpacked. A question is a few kB; variables may hold some thousand keys. */
const BODY_MAX_BYTES = 2 * 1024 * 1024;

/** A request without a body is left to be told that it lacks one. */
const refuseOtherTypes: RequestHandler = (request, _response, next) =>
  next(
    request.method === 'POST' && request.is('application/json') === false
      ? new CodedError('REQUEST_TYPE_UNSUPPORTED')
      : undefined,
  );

const numberOf = (error: object, ...names: readonly string[]): number | null => {
  const values = names.map((name): unknown => Reflect.get(error, name));
  return values.find((value) => typeof value === 'number') ?? null;
};

/** Whatever else is wrong with a body is the sender's doing: its encoding, its length, that it ends too early. */
const codeFault: ErrorRequestHandler = (error: Error, _request, _response, next) => {
  if (error instanceof CodedError) next(error);
  else if (Reflect.get(error, 'type') === 'entity.too.large')
    next(
      new CodedError('REQUEST_TOO_LARGE', {
        bytes: numberOf(error, 'length', 'received'),
        max: BODY_MAX_BYTES,
      }),
    );
  else next(new CodedError('REQUEST_NOT_JSON', {}, { cause: error }));
};

/** Reads the body: JSON, within its limit. */
export const readBody = [refuseOtherTypes, express.json({ limit: BODY_MAX_BYTES }), codeFault];

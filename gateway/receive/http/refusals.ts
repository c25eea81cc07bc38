import type { ErrorRequestHandler } from 'express';
import { CodedError } from '../../../schema/errors.ts';
import type { Metrics } from '../metrics.ts';

/** Counts what is refused on its way to Apollo Server, which counts only what it sees. */
export const countRefusals =
  ({ refusal }: Pick<Metrics, 'refusal'>): ErrorRequestHandler =>
  (error, _request, _response, next) => {
    refusal(error instanceof CodedError ? error.code : 'INTERNAL');
    next(error);
  };

import type { ErrorCode, ErrorDetails } from '../../../../schema/errors.ts';

/** Why a value or a row is refused. */
export interface Fault {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

export const fault = (code: ErrorCode, details: ErrorDetails = {}): Fault => ({ code, details });

/** Reads a cell's text, which is not empty, into what Postgres keeps. */
export type Checker = (text: string) => string | Fault;

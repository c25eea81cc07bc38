import type { ErrorCode } from '../../../../schema/errors.ts';

/** Codes of `schema/errors.ts` that the page itself can meet: the build copies their texts in, and only theirs. */
export const CONSOLE_ERROR_CODES = [
  'CONSOLE_GRAPH_UNREACHABLE',
  'CONSOLE_ANSWER_NOT_JSON',
  'CONSOLE_LOGIN_ENDED',
  'CONSOLE_LOGIN_FAILED',
  'CONSOLE_LOGIN_INSECURE',
  'CONSOLE_ISSUER_UNREACHABLE',
] as const satisfies readonly ErrorCode[];

export type ConsoleErrorCode = (typeof CONSOLE_ERROR_CODES)[number];

import { GraphQLError } from 'graphql';
import { CodedError } from '../../schema/errors.ts';
import type { Shaping } from './shaping.ts';

/** Notes a place whose value is missing (`FIELD_MISSING`) or is not of its type (`FIELD_UNEXPECTED`). */
export const noteFault = (
  shaping: Shaping,
  code: 'FIELD_MISSING' | 'FIELD_UNEXPECTED',
  coordinate: string,
): void => {
  shaping.faulty = true;
  if (shaping.path === undefined) return;
  const originalError = new CodedError(code, { coordinate });
  shaping.errors.push(new GraphQLError(originalError.message, { originalError, path: [...shaping.path] }));
};

import { CodedError } from '../../../schema/errors.ts';

/** Where in a rule's text something is wrong, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A rule that cannot be used as it is written: which one, where, and why. */
export const ruleFault = (rule: string, reason: string, place?: Place, cause?: unknown): CodedError =>
  new CodedError(
    'RULE_INVALID',
    { rule, reason, place: place === undefined ? '' : ` (${place.line}:${place.column})` },
    cause === undefined ? {} : { cause },
  );

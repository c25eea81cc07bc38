import { CodedError } from '../../../schema/errors.ts';
import type { Bilingual } from './metadata.ts';

/** Where in a rule's text something is wrong, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A rule that cannot be used as it is written: which one, where its text says so, at what place, and why. */
export const ruleFault = (
  rule: string | undefined,
  { en, zh }: Bilingual,
  place?: Pick<Place, 'line' | 'column'>,
  cause?: unknown,
): CodedError =>
  new CodedError(
    'RULE_INVALID',
    {
      ...(rule === undefined ? {} : { rule }),
      named: rule === undefined ? 'The rule' : `Rule ${rule}`,
      namedZh: rule === undefined ? '规则' : `规则 ${rule} `,
      reason: en,
      reasonZh: zh,
      place: place === undefined ? '' : ` (${place.line}:${place.column})`,
      ...(place === undefined ? {} : { line: place.line, column: place.column }),
    },
    cause === undefined ? {} : { cause },
  );

/** What `graphql-js` says of a text; it says so in English. */
export const ofGraphql = (message: string): Bilingual => ({
  en: message,
  zh: `查询语句有误（${message}）`,
});

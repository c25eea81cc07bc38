// The identity number of a person: shown as a mask, compared, or shown whole, each under a coordinate of its own.
import { timingSafeEqual } from 'node:crypto';
import { CodedError } from '../../../schema/errors.ts';
import { reading } from '../../kit/graph/fields.ts';
import { concealIdentityNumber } from '../../kit/identity/identity-number.ts';
import { readIdentityNumber } from '../../kit/import/check/codes.ts';
import type { HrContext } from '../context.ts';
import type { PersonIdentityNumberMatchesArgs } from '../generated.ts';
import type { KnownPerson } from './person.ts';

type Sealed = Pick<KnownPerson, 'identityNumberEncrypted'>;

/** The number that HR holds; null where it holds none. IDENTITY_NUMBER_UNREADABLE where it was sealed under another key. */
const numberOf = ({ identityNumberEncrypted: sealed }: Sealed, { decrypt }: HrContext): string | null => {
  if (sealed === undefined || sealed === null) return null;
  try {
    return decrypt(sealed);
  } catch (cause) {
    throw new CodedError('IDENTITY_NUMBER_UNREADABLE', {}, { cause });
  }
};

/** A number that somebody sends; one that nobody can have is a coded error, which does not repeat it. */
const readNumber = (text: string): string => {
  const number = readIdentityNumber(text);
  if (typeof number !== 'string') throw new CodedError(number.code, number.details);
  return number;
};

/** Compares keyed hashes, so that the time it takes tells nothing of where two numbers part. */
const isSame = (one: string, other: string, { pidOf }: HrContext): boolean =>
  timingSafeEqual(Buffer.from(pidOf(one)), Buffer.from(pidOf(other)));

const COLUMNS = ['identityNumberEncrypted'];

/** Fields of `Person` that are made from the identity number. */
export const identityFields = {
  identityNumber: reading(COLUMNS, (person: Sealed, _: unknown, context: HrContext) => {
    const number = numberOf(person, context);
    return number === null ? null : concealIdentityNumber(number);
  }),
  identityNumberInFull: reading(COLUMNS, (person: Sealed, _: unknown, context: HrContext) =>
    numberOf(person, context),
  ),
  identityNumberMatches: reading(
    COLUMNS,
    (person: Sealed, { number: sent }: PersonIdentityNumberMatchesArgs, context: HrContext) => {
      const given = readNumber(sent);
      const number = numberOf(person, context);
      return number === null ? null : isSame(number, given, context);
    },
  ),
};

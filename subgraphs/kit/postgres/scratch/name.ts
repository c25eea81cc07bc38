import { CodedError } from '../../../../schema/errors.ts';

/** What the name of a copy ends with: whatever is called like that is a copy and nothing else. */
const SUFFIX = '_scratch_copy';

/** Longest name of a database in bytes: Postgres cuts longer ones off. Source: NAMEDATALEN. */
const NAME_MAX = 63;

/** Name of the copy of a database; never its own. SCRATCH_OF_SCRATCH where it is a copy itself. */
export const scratchNameOf = (database: string): string => {
  if (database.endsWith(SUFFIX)) throw new CodedError('SCRATCH_OF_SCRATCH', { database });
  const characters = [...database];
  while (Buffer.byteLength(characters.join('')) > NAME_MAX - SUFFIX.length) characters.pop();
  return `${characters.join('')}${SUFFIX}`;
};

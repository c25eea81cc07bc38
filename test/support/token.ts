// Who asks a running product: one of the demo people.
import type { PersonName } from '../../gateway/issuer/people.ts';
import { issueToken } from '../../gateway/issuer/token.ts';

/** The headers with which a demo person asks the product that was started last with a data directory. */
export const headersOf = async (
  dataDirectory: string,
  person: PersonName = 'investigator',
  purpose?: string,
): Promise<Readonly<Record<string, string>>> => ({
  authorization: `Bearer ${await issueToken(dataDirectory, person)}`,
  ...(purpose === undefined ? {} : { 'x-purpose': purpose }),
});

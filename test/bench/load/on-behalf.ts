// On whose behalf a stack is asked: ours answers nobody who is not known, and every answer is to leave a record.
import { ACCESS_TOKEN_SECONDS } from '../../../gateway/issuer/names.ts';
import type { PersonName } from '../../../gateway/issuer/people.ts';
import { readIssuerKeys } from '../../../gateway/issuer/store/keys.ts';
import { signToken } from '../../../gateway/issuer/token.ts';
import { PURPOSE_HEADER } from '../../../gateway/receive/purpose/header.ts';

/** Headers of a request. */
export type Headers = Readonly<Record<string, string>>;

/** Somebody who asks. */
export interface OnBehalf {
  /** The token and the purpose. */
  readonly headers: () => Promise<Headers>;
  /** Told of each answer to the load. */
  readonly answered: () => void;
}

const JSON_HEADERS: Headers = { 'content-type': 'application/json', accept: 'application/json' };

/** The headers with which a stack is asked now. */
export const headersFor = async ({ onBehalf }: { readonly onBehalf?: OnBehalf }): Promise<Headers> => ({
  ...JSON_HEADERS,
  ...(await onBehalf?.headers()),
});

/** A token serves half of its life: no phase of a benchmark lasts as long as the other half. */
const KEPT_MS = (ACCESS_TOKEN_SECONDS * 1000) / 2;

/** Headers of a demo person with a purpose, for one stack: its tokens name the address at which it listens. */
export const demoHeaders = (
  dataDirectory: string,
  endpoint: string,
  person: PersonName,
  purpose?: string,
): (() => Promise<Headers>) => {
  let kept: { readonly token: Promise<string>; readonly until: number } | undefined;
  const sign = (): Promise<string> =>
    signToken(new URL(endpoint).origin, readIssuerKeys(dataDirectory), person);
  return async () => {
    if (kept === undefined || performance.now() > kept.until)
      kept = { token: sign(), until: performance.now() + KEPT_MS };
    return {
      authorization: `Bearer ${await kept.token}`,
      ...(purpose === undefined ? {} : { [PURPOSE_HEADER]: purpose }),
    };
  };
};

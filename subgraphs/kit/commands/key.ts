import type { CheckMeans } from '../import/check/checker.ts';
import { fault } from '../import/check/fault.ts';
import { textChecker } from '../import/check/texts.ts';
import type { Claim } from './claim.ts';
import { digestOf } from './digest.ts';
import { refuseFaults } from './fault.ts';

/** A command's arguments with the key under which it is carried out once. */
export interface Keyed {
  readonly idempotencyKey?: string | null;
}

/** Longest key of a command. */
const KEY_CHARACTERS = 200;

const checkKey = (key: string): void => {
  const path = ['idempotencyKey'];
  if (key === '') refuseFaults([{ path, ...fault('VALUE_MISSING') }]);
  if (key.length > KEY_CHARACTERS || typeof textChecker(true)(key) !== 'string')
    refuseFaults([{ path, ...fault('TEXT_INVALID', { limit: KEY_CHARACTERS }) }]);
};

/** What the claim of a command is made of. */
export interface ClaimOptions extends Pick<Claim, 'viewer' | 'name'>, Pick<CheckMeans, 'pidOf'> {
  /** Fields whose values are identity numbers. */
  readonly secret: ReadonlySet<string>;
}

/** The claim of a command; undefined where its client gave no key. */
export const claimOf = (
  { idempotencyKey: key, ...args }: Keyed,
  { viewer, name, ...digest }: ClaimOptions,
): Claim | undefined => {
  if (key === undefined || key === null) return undefined;
  checkKey(key);
  return { viewer, key, name, inputSha256: digestOf(args, digest) };
};

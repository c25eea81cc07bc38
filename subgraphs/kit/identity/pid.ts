import { createHmac } from 'node:crypto';

/** Key of a person in the graph: see the scalar `Pid`. */
export type Pid = string & { readonly __brand: 'Pid' };

/**
 * The person key of an identity: HMAC-SHA-256 under the district's key, first 128 bits in hexadecimal.
 * The five departments share the key, so that the same person gets the same `pid` everywhere, and nobody
 * without the key can try numbers out.
 */
export const pidOf = (key: Buffer, identity: string): Pid =>
  createHmac('sha256', key).update(identity).digest('hex').slice(0, 32) as Pid;

/** Identity of somebody without an identity number: the declared key columns, told apart from any number. */
export const identityOfColumns = (values: readonly string[]): string =>
  `columns:${values.map((value) => value.normalize('NFKC').trim().toUpperCase()).join('\u001f')}`;

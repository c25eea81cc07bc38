import { createHash } from 'node:crypto';
import { narrow } from '../import/map/fold.ts';

/** How a command's arguments are told from others. */
export interface DigestOptions {
  /** Fields whose values are identity numbers: they are tried out from a hash that everybody can make. */
  readonly secret: ReadonlySet<string>;
  /** The hash that takes the district's key. */
  readonly pidOf: (identity: string) => string;
}

/** The same for the same arguments: fields in one order, and what is null as if it were left out. */
const canonical = (value: unknown, options: DigestOptions, field = ''): unknown => {
  if (Array.isArray(value)) return value.map((item) => canonical(item, options, field));
  if (typeof value === 'string' && options.secret.has(field))
    return options.pidOf(narrow(value).toUpperCase());
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, own]) => own !== undefined && own !== null)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, own]) => [name, canonical(own, options, name)]),
  );
};

/** SHA-256 of a command's arguments, in hexadecimal. */
export const digestOf = (args: object, options: DigestOptions): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(args, options)))
    .digest('hex');

import type { ClientBase } from 'pg';
import type { Asker } from '../../../schema/sharing.ts';
import type { Work as Attempt } from '../database/attempt.ts';
import type { Reader } from '../database/reader.ts';
import type { Pid } from '../identity/pid.ts';
import { requestLoaders, type LoaderDefinition, type LoadersOf } from '../database/load.ts';

/** What a department gives its resolvers for one request. */
export interface Context<Definitions> {
  readonly loaders: LoadersOf<Definitions>;
  readonly db: Reader;
  /** The day that facts are read as of where a query names none (YYYY-MM-DD). */
  readonly today: string;
  /** Opens what the department keeps encrypted. */
  readonly decrypt: (sealed: string) => string;
  /** Encrypts what the department keeps so. */
  readonly seal: (text: string) => string;
  /** The key of a person by the identity. */
  readonly pidOf: (identity: string) => Pid;
  /** Whom the department answers; undefined where it asks itself, which no request from outside does. */
  readonly asker: Asker | undefined;
  /** Runs a transaction and commits it; what fails is rolled back as a whole. */
  readonly write: <T>(work: (db: ClientBase) => Promise<T>) => Promise<T>;
  /** Runs a transaction that may be read in, and takes it back, whatever came of it. */
  readonly attempt: <T>(work: Attempt<T>) => Promise<T>;
  /** The same request, where all that is read belongs to these institutions. */
  readonly within: (institutions: readonly string[]) => Context<Definitions>;
}

export type ContextParts = Omit<Context<unknown>, 'loaders' | 'within'>;

/** A context with new loaders; one for each request, and one for each scope of it. */
export const requestContext = <
  Definitions extends Readonly<Record<string, LoaderDefinition<never, unknown>>>,
>(
  definitions: Definitions,
  parts: ContextParts,
): Context<Definitions> => {
  let narrowed: Map<string, Context<Definitions>> | undefined;
  return {
    ...parts,
    loaders: requestLoaders(parts.db, definitions),
    within: (institutions) => {
      narrowed ??= new Map();
      const name = JSON.stringify([...institutions].sort());
      const known =
        narrowed.get(name) ?? requestContext(definitions, { ...parts, db: parts.db.within(institutions) });
      narrowed.set(name, known);
      return known;
    },
  };
};

/** A stub of an institution that another department knows the rest of. */
export interface InstitutionReference {
  readonly code: string;
}

/** A stub of a person that another department knows the rest of. */
export interface PersonReference {
  readonly pid: string;
}

interface Day {
  readonly asOf?: string | null;
  readonly history?: boolean | null;
}

interface Today {
  readonly today: string;
}

/** The arguments with the day that facts are read as of: the one asked for, else today. */
export const orToday = <Args extends Pick<Day, 'asOf'>>(args: Args, { today }: Today) => ({
  ...args,
  asOf: args.asOf ?? today,
});

/** The same for fields that also answer with the whole history: there is no day then. */
export const ofDay = <Args extends Day>({ history, ...args }: Args, { today }: Today) => ({
  ...args,
  asOf: history === true ? null : (args.asOf ?? today),
});

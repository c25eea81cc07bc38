import type { Asker, Recording, SupposedFact } from '../../../schema/sharing.ts';

/** The client's request that fetches are made for: one object for each, so that what is kept per request hangs on it. */
export interface ClientRequest {
  /** Whose request it is. Equal fetches of one viewer at the same moment share one. */
  readonly viewer: string;
  /** Whom the owners are told that they answer; undefined before a supergraph of others, who are told nothing. */
  readonly asker: Asker | undefined;
  /** True where the gateway itself asks, e.g. for a task: no client sees the answer. */
  readonly own?: boolean | undefined;
  /** Aborted when the client has gone, or when the whole request has taken too long: what it started ends with it. */
  readonly signal: AbortSignal;
  /**
   * Where what departments of this process still have to record is put; whoever sees to it holds the answer back until
   * all of it is recorded. Left out, each fetch waits for its own.
   */
  readonly records?: Recording[] | undefined;
  /** What owners are to suppose while they answer, by their names. Only the oversight asks so. */
  readonly supposed?: Readonly<Record<string, readonly SupposedFact[]>> | undefined;
}

/** Whom an owner is told that it answers, with what it is to suppose itself: what others suppose is theirs to know. */
export const askerFor = (owner: string, { asker, supposed }: ClientRequest): Asker | undefined => {
  const own = supposed?.[owner];
  return asker === undefined || own === undefined ? asker : { ...asker, supposed: own };
};

/** Something that is made once for each request. It hangs on the request itself, so that it goes when the request goes. */
export const perRequest = <T>(make: (client: ClientRequest) => T): ((client: ClientRequest) => T) => {
  const name = Symbol('per request');
  return (client) => {
    const holder = client as { [name]?: T };
    return (holder[name] ??= make(client));
  };
};

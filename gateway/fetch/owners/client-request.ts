import type { Asker } from '../../../schema/sharing.ts';

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
}

/** Something that is made once for each request. It hangs on the request itself, so that it goes when the request goes. */
export const perRequest = <T>(make: (client: ClientRequest) => T): ((client: ClientRequest) => T) => {
  const name = Symbol('per request');
  return (client) => {
    const holder = client as { [name]?: T };
    return (holder[name] ??= make(client));
  };
};

import type { GraphQLFormattedError } from 'graphql';
import type { Recording } from '../../../schema/sharing.ts';
import type { ClientRequest } from './client-request.ts';

/** What a plan asks of an owner, made once per plan: an owner keeps by this object what it compiled for it. */
export interface FetchOperation {
  readonly kind: 'query' | 'mutation';
  /** The GraphQL document: one operation, and the fragments it spreads. */
  readonly text: string;
  readonly name?: string | undefined;
}

/** One question to an owner. */
export interface FetchRequest {
  readonly operation: FetchOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly client: ClientRequest;
}

/** An owner's answer. The receiver may write into its data. */
export interface FetchAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

/** An answer that is still to be recorded in its owner's access log before it leaves this process. */
export interface UnrecordedAnswer extends FetchAnswer {
  readonly record?: Recording | undefined;
}

/** A department, or any other subgraph, as the gateway reaches it: in-process or over HTTP. */
export interface Owner {
  readonly name: string;
  /** Where it is: an address, or `in-process`. */
  readonly place: string;
  /** Its answer. Throws a coded error where there is none, e.g. because it cannot be reached. */
  readonly fetch: (request: FetchRequest) => Promise<FetchAnswer>;
  /** Throws when the owner cannot answer. */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Told of each fetch to an owner, with its time in milliseconds. */
export type OnFetch = (owner: string, milliseconds: number, failed: boolean) => void;

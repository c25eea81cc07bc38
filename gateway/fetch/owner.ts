import type { DepartmentName } from '../../schema/departments.ts';
import type { GraphQLDataSource } from '@apollo/gateway';

/** A department as the gateway reaches it: in-process or over HTTP. */
export interface Owner {
  readonly name: DepartmentName;
  /** Where it is: an address, or `in-process`. */
  readonly place: string;
  readonly dataSource: GraphQLDataSource;
  /** Throws when the department cannot answer. */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Told of each fetch to an owner, with its time in milliseconds. */
export type OnFetch = (owner: DepartmentName, milliseconds: number, failed: boolean) => void;

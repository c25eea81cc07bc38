import type { FetchOperation } from '../fetch/owners/owner.ts';

/** A step down from an object of the merged answer. */
export type PathStep =
  | { readonly kind: 'field'; readonly responseName: string }
  /** Every element of a list. */
  | { readonly kind: 'list' }
  /** Only objects of these types. */
  | { readonly kind: 'type'; readonly names: readonly string[] };

/** Where the objects stand in the merged answer that a fetch is about. */
export type Path = readonly PathStep[];

/** What a representation is made of: fields that are in the merged answer already. */
export type Requirement =
  | {
      readonly kind: 'field';
      /** Its name in the merged answer. */
      readonly name: string;
      /** Its name in the representation. */
      readonly as: string;
      readonly requires: readonly Requirement[] | undefined;
    }
  /** Holds for objects of the type only. */
  | { readonly kind: 'type'; readonly name: string; readonly requires: readonly Requirement[] };

/** A step into an object that a rewrite changes. */
export type RewriteStep =
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'type'; readonly names: readonly string[] };

/** A change to a representation before it is sent, or to an entity before it is merged. */
export type Rewrite =
  | { readonly kind: 'set'; readonly path: readonly RewriteStep[]; readonly value: unknown }
  | { readonly kind: 'rename'; readonly path: readonly RewriteStep[]; readonly to: string };

interface Ask {
  /** Name of the owner, as the supergraph has it. */
  readonly owner: string;
  readonly operation: FetchOperation;
  /** The client's variables that the operation uses. */
  readonly variables: readonly string[];
}

/** Root fields of one owner. */
export interface RootFetch extends Ask {
  readonly kind: 'root';
  readonly outputRewrites: readonly Rewrite[];
}

/** Entities of one kind of one fetch: `<alias>: _entities(representations: $<variable>)`. */
export interface EntityBatch {
  readonly alias: string;
  readonly variable: string;
  /** The places of the answer whose objects are asked about and completed. */
  readonly paths: readonly Path[];
  readonly requires: readonly Requirement[];
  readonly inputRewrites: readonly Rewrite[];
  readonly outputRewrites: readonly Rewrite[];
}

/** More fields of entities that are in the answer already, asked of one owner in one request. */
export interface EntityFetch extends Ask {
  readonly kind: 'entities';
  readonly batches: readonly EntityBatch[];
}

/** One after another: each needs what came before. */
export interface Sequence {
  readonly kind: 'sequence';
  readonly nodes: readonly PlanNode[];
}

/** At the same time. */
export interface Parallel {
  readonly kind: 'parallel';
  readonly nodes: readonly PlanNode[];
}

/** How an operation is answered: who is asked what, and after what. */
export type PlanNode = RootFetch | EntityFetch | Sequence | Parallel;

/** A plan; undefined where nobody has to be asked. */
export type Plan = PlanNode | undefined;

import { parse } from 'graphql';
import { catalogueOf } from '../../schema/catalogue.ts';
import type { ShareClass } from '../../schema/sharing.ts';
import { graphNames, readSubgraphs } from '../plan/supergraph.ts';

/** An entry of `Query.catalogue`. */
interface Entry {
  readonly coordinate: string;
  readonly type: string;
  readonly owners: readonly string[];
  readonly class: ShareClass;
  readonly english: string;
  readonly chinese: string;
}

/** What is left out is not filtered by. */
interface Filter {
  readonly owner?: string | null;
  readonly class?: ShareClass | null;
  readonly type?: string | null;
}

const entriesOf = (supergraphSdl: string): readonly Entry[] => {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const { answers } = readSubgraphs(supergraph);
  const names = [...graphNames(supergraph).values()];
  return catalogueOf(supergraphSdl).map(({ coordinate, type, shareClass, english, chinese }) => {
    const field = coordinate.slice(type.length + 1);
    const owners = names.filter((name) => answers(name, type, field));
    return { coordinate, type, owners, class: shareClass, english, chinese };
  });
};

const isIn =
  ({ owner, class: shareClass, type }: Filter) =>
  (entry: Entry): boolean =>
    entry.owners.includes(owner ?? entry.owners[0] ?? '') &&
    entry.class === (shareClass ?? entry.class) &&
    entry.type === (type ?? entry.type);

/** Answers `Query.catalogue` over a supergraph, which is read when somebody first asks. */
export const catalogueOver = (supergraphSdl: string): ((filter: Filter) => readonly Entry[]) => {
  let entries: readonly Entry[] | undefined;
  return (filter) => (entries ??= entriesOf(supergraphSdl)).filter(isIn(filter));
};

import { parse } from 'graphql';
import { graphNames, readSubgraphs } from '../../plan/supergraph.ts';
import type { Rule } from '../rule/compile.ts';
import type { Shape } from '../rule/shape.ts';

/** Who answers the fields of a rule. */
export interface FieldOwners {
  /** Departments whose data a rule reads, in their order of the alphabet. */
  readonly readBy: (rule: Rule) => readonly string[];
  /** Fields of each of them that a rule reads, `Type.field`. */
  readonly coordinates: (rule: Rule) => ReadonlyMap<string, ReadonlySet<string>>;
  /** Who answers a field where it is reached from one of an owner: the same one where it can. */
  readonly of: (coordinate: string, from: string | undefined) => string;
}

const split = (coordinate: string): [type: string, field: string] => {
  const dot = coordinate.indexOf('.');
  return [coordinate.slice(0, dot), coordinate.slice(dot + 1)];
};

/** Reads from a supergraph who answers what. */
export const fieldOwners = (supergraphSdl: string): FieldOwners => {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const { answers } = readSubgraphs(supergraph);
  const names = [...graphNames(supergraph).values()].sort();
  const known = new Map<string, readonly string[]>();
  const candidates = (coordinate: string): readonly string[] => {
    const [type, field] = split(coordinate);
    const found = known.get(coordinate) ?? names.filter((name) => answers(name, type, field));
    known.set(coordinate, found);
    return found;
  };
  const of: FieldOwners['of'] = (coordinate, from) => {
    const owners = candidates(coordinate);
    return from !== undefined && owners.includes(from) ? from : (owners[0] ?? 'gateway');
  };

  const coordinates: FieldOwners['coordinates'] = (rule) => {
    const read = new Map<string, Set<string>>();
    const note = (owner: string, coordinate: string): void => {
      read.set(owner, (read.get(owner) ?? new Set()).add(coordinate));
    };
    const walk = (shape: Shape, from: string): void => {
      if (shape.kind === 'list') walk(shape.of, from);
      if (shape.kind !== 'object') return;
      for (const field of shape.fields) {
        const owner = of(field.coordinate, from);
        note(owner, field.coordinate);
        walk(field.shape, owner);
      }
    };
    for (const root of rule.roots) {
      const coordinate = `Query.${root.name.value}`;
      const owner = of(coordinate, undefined);
      note(owner, coordinate);
      walk(rule.subject, owner);
    }
    return read;
  };

  return { of, coordinates, readBy: (rule) => [...coordinates(rule).keys()].sort() };
};

import { Kind, parse, print, visit, type ConstArgumentNode, type ConstDirectiveNode } from 'graphql';
import { directivesOf, graphNames } from './supergraph.ts';

/** Sorts behind every name that a subgraph may have. */
const LAST = '~';

interface Ordered {
  readonly ordered: string;
  /** A subgraph's own name by the one that it has there. */
  readonly nameOf: (ordered: string) => string;
}

/** Which argument of a directive names a subgraph. */
const NAMING = new Map([
  ['join__graph', 'name'],
  ['join__field', 'override'],
]);

/**
 * A supergraph in which the names of subgraphs with interface objects sort last. Hive's planner walks subgraphs in the
 * order of their names, and where it meets an interface object before the interface itself, it gives up on questions
 * that have an answer.
 */
export const interfaceObjectsLast = (supergraphSdl: string): Ordered => {
  if (!supergraphSdl.includes('isInterfaceObject: true'))
    return { ordered: supergraphSdl, nameOf: (name) => name };
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const names = graphNames(supergraph);
  const last = new Set<unknown>();
  for (const node of supergraph.definitions)
    if (node.kind === Kind.INTERFACE_TYPE_DEFINITION)
      for (const { graph, isInterfaceObject } of directivesOf(node, 'join__type'))
        if (isInterfaceObject === true) last.add(names.get(String(graph)));
  const renamed = (argument: ConstArgumentNode): ConstArgumentNode =>
    argument.value.kind === Kind.STRING && last.has(argument.value.value)
      ? { ...argument, value: { ...argument.value, value: LAST + argument.value.value } }
      : argument;
  const ordered = visit(supergraph, {
    Directive: (node) => {
      const naming = NAMING.get(node.name.value);
      const given = (node as ConstDirectiveNode).arguments ?? [];
      return naming === undefined
        ? undefined
        : { ...node, arguments: given.map((one) => (one.name.value === naming ? renamed(one) : one)) };
    },
  });
  return {
    ordered: print(ordered),
    nameOf: (name) => (name.startsWith(LAST) ? name.slice(LAST.length) : name),
  };
};

import { Kind, parse, visit, type DocumentNode } from 'graphql';
import { CodedError } from '../../schema/errors.ts';
import type { EntityFetch, Plan, Requirement } from './plan.ts';
import { directivesOf, graphNames } from './supergraph.ts';

/** What the supergraph says of a type in one subgraph, as far as entering the subgraph goes. */
interface Entry {
  /** Names of the fields of each key that resolves. */
  readonly keys: readonly (readonly string[])[];
}

/** The first-level names of a field set such as `code post { title }`. */
const fieldNames = (fieldSet: string): string[] =>
  fieldSet
    .replace(/\{[^]*\}/g, ' ')
    .split(/\s+/)
    .filter((name) => name !== '');

interface Facts {
  /** `<subgraph>/<type>` → how it is entered. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** `<subgraph>/<field>` of the fields whose `@requires` has arguments. */
  readonly argued: ReadonlySet<string>;
  readonly interfaces: ReadonlyMap<string, readonly string[]>;
}

const readFacts = (supergraph: DocumentNode): Facts => {
  const names = graphNames(supergraph);
  const entries = new Map<string, Entry>();
  const argued = new Set<string>();
  const interfaces = new Map<string, string[]>();
  for (const node of supergraph.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    interfaces.set(
      node.name.value,
      (node.interfaces ?? []).map(({ name }) => name.value),
    );
    for (const { graph, key, resolvable } of directivesOf(node, 'join__type')) {
      const place = `${names.get(String(graph))}/${node.name.value}`;
      const keys = entries.get(place)?.keys ?? [];
      const resolves = typeof key === 'string' && resolvable !== false;
      entries.set(place, { keys: resolves ? [...keys, fieldNames(key)] : keys });
    }
    for (const field of node.fields ?? [])
      for (const { graph, requires } of directivesOf(field, 'join__field'))
        if (String(requires).includes('(')) argued.add(`${names.get(String(graph))}/${field.name.value}`);
  }
  return { entries, argued, interfaces };
};

const entersByKey = ({ entries, interfaces }: Facts, owner: string, requirement: Requirement): boolean => {
  if (requirement.kind === 'field') return true;
  const given = new Set(
    requirement.requires.flatMap((inner) => (inner.kind === 'field' ? [inner.name] : [])),
  );
  return [requirement.name, ...(interfaces.get(requirement.name) ?? [])]
    .flatMap((type) => entries.get(`${owner}/${type}`)?.keys ?? [])
    .some((key) => key.every((field) => given.has(field)));
};

const usesArguedField = ({ argued }: Facts, { owner, operation }: EntityFetch): boolean => {
  let found = false;
  visit(parse(operation.text, { noLocation: true }), {
    Field: ({ name }) => {
      found ||= argued.has(`${owner}/${name.value}`);
    },
  });
  return found;
};

/**
 * Refuses plans of `@apollo/query-planner` that would give a wrong answer without saying so: those that enter a subgraph
 * by a key marked `resolvable: false`, and those with a field whose `@requires` has arguments, which it may mix up with
 * the client's or with another field's. (A plan that asks nobody is refused wherever it comes from.)
 */
export const soundness = (supergraphSdl: string): ((plan: Plan) => void) => {
  const facts = readFacts(parse(supergraphSdl, { noLocation: true }));
  const check = (plan: Plan): void => {
    if (plan?.kind === 'sequence' || plan?.kind === 'parallel') plan.nodes.forEach(check);
    if (plan?.kind !== 'entities') return;
    const entered = plan.batches.every(({ requires }) =>
      requires.every((requirement) => entersByKey(facts, plan.owner, requirement)),
    );
    if (!entered || usesArguedField(facts, plan)) throw new CodedError('PLAN_IMPOSSIBLE');
  };
  return check;
};

import { Kind, parse, visit, type DocumentNode, type SelectionSetNode } from 'graphql';
import { CodedError } from '../../schema/errors.ts';
import type { EntityFetch, Plan, Requirement, RootFetch } from './plan.ts';
import { directivesOf, graphNames, readSubgraphs, ROOT_TYPES, type Subgraphs } from './supergraph.ts';
import { writtenOut } from './written-out.ts';

/** What the supergraph says of a type in one subgraph, as far as entering the subgraph goes. */
interface Entry {
  /** Names of the fields of each key that resolves. */
  readonly keys: readonly (readonly string[])[];
}

/** The first-level names of a field set such as `code post { title }`. */
const fieldNames = (fieldSet: string): string[] =>
  parse(`{ ${fieldSet} }`, { noLocation: true })
    .definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? node.selectionSet.selections : [],
    )
    .flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []));

interface Facts {
  /** `<subgraph>/<type>` → how it is entered. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** `<subgraph>/<field>` of the fields whose `@requires` has arguments. */
  readonly argued: ReadonlySet<string>;
  /** `<subgraph>/<type>.<field>` → names of the fields that the field's `@requires` names. */
  readonly required: ReadonlyMap<string, readonly string[]>;
  readonly interfaces: ReadonlyMap<string, readonly string[]>;
}

const readFacts = (supergraph: DocumentNode): Facts => {
  const names = graphNames(supergraph);
  const entries = new Map<string, Entry>();
  const argued = new Set<string>();
  const required = new Map<string, string[]>();
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
      for (const { graph, requires } of directivesOf(field, 'join__field')) {
        if (typeof requires !== 'string') continue;
        const owner = names.get(String(graph));
        required.set(`${owner}/${node.name.value}.${field.name.value}`, fieldNames(requires));
        if (requires.includes('(')) argued.add(`${owner}/${field.name.value}`);
      }
  }
  return { entries, argued, required, interfaces };
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

/** Names of the fields that the representations of a type have. */
const representedNames = ({ batches }: EntityFetch, type: string): Set<string> =>
  new Set(
    batches.flatMap(({ requires }) =>
      requires.flatMap((requirement) =>
        requirement.kind === 'type' && requirement.name === type
          ? requirement.requires.map(({ name }) => name)
          : [],
      ),
    ),
  );

/**
 * True where a fetch asks a field without what its `@requires` names: anywhere but on an entity, whose representation
 * has it.
 */
const asksTooEarly = (fetch: RootFetch | EntityFetch, { required }: Facts, subgraphs: Subgraphs): boolean => {
  const { owner } = fetch;
  const visitSet = ({ selections }: SelectionSetNode, type: string, isEntity: boolean): boolean =>
    selections.some((node) => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return false;
      if (node.kind === Kind.INLINE_FRAGMENT)
        return visitSet(node.selectionSet, node.typeCondition?.name.value ?? type, isEntity);
      const names = required.get(`${owner}/${type}.${node.name.value}`) ?? [];
      const given = isEntity && fetch.kind === 'entities' ? representedNames(fetch, type) : new Set();
      if (names.some((name) => !given.has(name))) return true;
      const below = subgraphs.typeOf(owner, type, node.name.value) ?? '';
      return (
        node.selectionSet !== undefined && visitSet(node.selectionSet, below, node.name.value === '_entities')
      );
    });
  const { operation, selectionSet } = writtenOut(fetch.operation.text);
  return visitSet(selectionSet, ROOT_TYPES[operation], false);
};

/**
 * Refuses plans of `@apollo/query-planner` that would give a wrong answer without saying so: those that enter a subgraph
 * by a key marked `resolvable: false`, those with a field whose `@requires` has arguments, which it may mix up with the
 * client's or with another field's, and those that ask a field before what it requires.
 */
export const soundness = (supergraphSdl: string): ((plan: Plan) => void) => {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const facts = readFacts(supergraph);
  const subgraphs = readSubgraphs(supergraph);
  const isUnsound = (plan: RootFetch | EntityFetch): boolean => {
    if (asksTooEarly(plan, facts, subgraphs)) return true;
    if (plan.kind === 'root') return false;
    const entered = plan.batches.every(({ requires }) =>
      requires.every((requirement) => entersByKey(facts, plan.owner, requirement)),
    );
    return !entered || usesArguedField(facts, plan);
  };
  const check = (plan: Plan): void => {
    if (plan === undefined) return;
    if (plan.kind === 'sequence' || plan.kind === 'parallel') plan.nodes.forEach(check);
    else if (isUnsound(plan)) throw new CodedError('PLAN_IMPOSSIBLE');
  };
  return check;
};

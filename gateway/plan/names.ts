import {
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** The names of a client's that a plan could take for its own. */
export interface TakenNames {
  /** A response name that plans ask something by, or may. */
  readonly takes: (responseName: string) => boolean;
  /** What no name of the graph begins with. */
  readonly prefix: string;
}

/** Names by which planners ask a type, or part two fields of one name. */
const PLANNERS_NAME = /^(?:__typename|_internal_qp_alias_)|__alias_\d+$/;

/**
 * Names that every object answers to, such as `toString`: by them, an object without a value would seem to have one.
 * Plans never ask by them, so that whoever merges and shapes answers need not tell what is an object's own.
 */
const isInherited = (name: string): boolean => name in Object.prototype;

/** Plans ask keys and required fields by their own names, so the fields' names of a supergraph are taken. */
export const takenNames = (supergraph: DocumentNode): TakenNames => {
  const fields = new Set<string>();
  for (const node of supergraph.definitions)
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION)
      for (const { name } of node.fields ?? []) fields.add(name.value);
  let prefix = 'client_';
  while ([...fields].some((name) => name.startsWith(prefix))) prefix = `${prefix}own_`;
  return {
    takes: (name) => fields.has(name) || name.startsWith(prefix) || PLANNERS_NAME.test(name),
    prefix,
  };
};

/** The client's names by those that stand for them in a plan, and in what its owners answer. */
export type ClientNames = ReadonlyMap<string, string>;

const named = (node: NameNode, value: string): NameNode => ({ ...node, value });

/** Introspection is answered here, from what the client wrote. */
const isIntrospection = ({ name }: FieldNode): boolean =>
  name.value === '__schema' || name.value === '__type';

/** A selection with other aliases where the client's are taken, each with the client's. */
export const withPlannedNames = (
  selectionSet: SelectionSetNode,
  { takes, prefix }: TakenNames,
): { readonly selectionSet: SelectionSetNode; readonly clientNames: ClientNames } => {
  const clientNames = new Map<string, string>();
  const renamed: SelectionSetNode = visit(selectionSet, {
    Field: (node) => {
      if (isIntrospection(node)) return false;
      const { name, alias = name } = node;
      const isOther = alias.value !== name.value && takes(alias.value);
      if (!isOther && !isInherited(alias.value)) return undefined;
      const planned = prefix + alias.value;
      clientNames.set(planned, alias.value);
      return { ...node, alias: named(alias, planned) };
    },
  });
  return { selectionSet: renamed, clientNames };
};

/** Variables of plans. */
const PLANS_VARIABLE = /^(?:representations\d*|__batch_reps_\d+)$/;

const variableNames = ({ variableDefinitions = [] }: OperationDefinitionNode): string[] =>
  variableDefinitions.map(({ variable }) => variable.name.value);

/** The variables of an operation that plans would take for their own, each with the name that stands for it. */
export const plannedVariables = (operation: OperationDefinitionNode): ReadonlyMap<string, string> => {
  const names = variableNames(operation);
  const taken = names.filter((name) => PLANS_VARIABLE.test(name));
  let prefix = 'client_';
  while (taken.some((name) => names.includes(prefix + name))) prefix = `${prefix}own_`;
  return new Map(taken.map((name) => [name, prefix + name]));
};

/** An operation with other variables where plans would take the client's for their own. */
export const withPlannedVariables = (
  operation: OperationDefinitionNode,
  planned: ReadonlyMap<string, string>,
): OperationDefinitionNode =>
  planned.size === 0
    ? operation
    : visit(operation, {
        Variable: (node) => {
          const name = planned.get(node.name.value);
          return name === undefined ? undefined : { ...node, name: named(node.name, name) };
        },
      });

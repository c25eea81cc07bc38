// The five departments with a demo district before our executor: what an asker was refused, and what would be.
import { readFileSync } from 'node:fs';
import {
  astFromValue,
  buildASTSchema,
  buildSchema,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isInputType,
  isObjectType,
  Kind,
  parse,
  print,
  typeFromAST,
  visit,
  type ArgumentNode,
  type FieldNode,
  type GraphQLError,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { accessFields } from '../../gateway/access/fields.ts';
import { departments } from '../../gateway/cli/departments.ts';
import { COMMITTED_SUPERGRAPH } from '../../gateway/compose/read.ts';
import { clientSdl } from '../../gateway/compose/supergraph.ts';
import { createExecutor } from '../../gateway/execute.ts';
import { inProcessOwner } from '../../gateway/fetch/owners/in-process.ts';
import type { FetchAnswer, FetchRequest, Owner } from '../../gateway/fetch/owners/owner.ts';
import { hivePlanner } from '../../gateway/plan/hive.ts';
import { writtenOut } from '../../gateway/plan/written-out.ts';
import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import type { Asker } from '../../schema/sharing.ts';
import { generateDistrict } from '../../subgraphs/demo/generate.ts';
import { UNTIL } from './demo/district.ts';
import { plantDistrict } from '../../subgraphs/demo/plant/plant.ts';
import { CIPHER_KEY, openDepartment } from './department.ts';

const SDL = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
const SUPERGRAPH = buildASTSchema(parse(SDL), { assumeValidSDL: true });
const API = buildSchema(clientSdl(SDL));

/** A question. */
export interface Asked {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A field as an owner answered it for one object at least, and the arguments that it was given. */
export interface Occurrence {
  readonly owner: string;
  readonly coordinate: string;
  readonly given: readonly string[];
}

/** What came back, and for which fields there was an object that they could be asked of. */
export interface Outcome {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly GraphQLError[];
  readonly occurrences: readonly Occurrence[];
}

/** What would become of a field. */
export interface Explained {
  readonly owner: string;
  readonly coordinate: string;
  readonly decision: 'SERVED' | 'LIMITED' | 'REFUSED' | 'UNKNOWN';
  readonly reason: string | null;
}

export interface ExplainedGraph {
  readonly ask: (asker: Asker, question: Asked) => Promise<Outcome>;
  readonly explain: (asker: Asker, question: Asked) => Promise<readonly Explained[]>;
  /** Keys of people of the district. */
  readonly pids: readonly string[];
  /** Ends a department. */
  readonly close: () => Promise<void>;
}

type Variables = Readonly<Record<string, unknown>>;

/** A question whose variables are written out, so that nothing depends on them. */
const written = ({ text, variables }: Asked): string => {
  const document = parse(text);
  const definitions = getOperationAST(document)?.variableDefinitions ?? [];
  const { coerced = {} } = getVariableValues(API, definitions, variables);
  const values = new Map<string, ValueNode | null | undefined>(
    definitions.map(({ variable: { name }, type }) => {
      const of = typeFromAST(API, type);
      const value = coerced[name.value];
      return [name.value, value === undefined || !isInputType(of) ? null : astFromValue(value, of)];
    }),
  );
  return print(
    visit(document, {
      VariableDefinition: () => null,
      Argument: (node: ArgumentNode) => {
        if (node.value.kind !== Kind.VARIABLE) return undefined;
        const value = values.get(node.value.name.value);
        return value === null || value === undefined ? null : { ...node, value };
      },
    }),
  );
};

const isThere = (value: unknown): boolean => value !== null && value !== undefined;

/** The arguments that a field of a fetch is given. */
const givenTo = ({ arguments: nodes = [] }: FieldNode, variables: Variables): string[] =>
  nodes.flatMap(({ name, value }) =>
    isThere(
      value.kind === Kind.VARIABLE ? variables[value.name.value] : value.kind === Kind.NULL ? null : value,
    )
      ? [name.value]
      : [],
  );

/** The fields of a fetch that there was an object for. */
const occurrencesIn = (
  owner: string,
  { operation, variables }: FetchRequest,
  { data }: FetchAnswer,
): Occurrence[] => {
  const found: Occurrence[] = [];
  const below = (set: SelectionSetNode, type: string, value: unknown): void => {
    if (Array.isArray(value)) value.forEach((item) => below(set, type, item));
    else if (typeof value === 'object' && value !== null)
      for (const node of set.selections) {
        if (node.kind === Kind.FIELD) ofField(node, type, value);
        else if (node.kind === Kind.INLINE_FRAGMENT && (node.typeCondition?.name.value ?? type) === type)
          below(node.selectionSet, type, value);
      }
  };
  const ofField = (node: FieldNode, type: string, parent: object): void => {
    const value: unknown = Reflect.get(parent, (node.alias ?? node.name).value);
    const { name, selectionSet } = node;
    if (name.value === '_entities') {
      const [argument] = node.arguments ?? [];
      const of = argument?.value.kind === Kind.VARIABLE ? variables[argument.value.name.value] : [];
      (of as readonly { readonly __typename: string }[]).forEach(({ __typename }, index) => {
        if (selectionSet !== undefined) below(selectionSet, __typename, (value as unknown[] | null)?.[index]);
      });
      return;
    }
    const parentType = SUPERGRAPH.getType(type);
    const field = isObjectType(parentType) ? parentType.getFields()[name.value] : undefined;
    if (field === undefined) return;
    found.push({ owner, coordinate: `${type}.${name.value}`, given: givenTo(node, variables) });
    if (selectionSet !== undefined) below(selectionSet, getNamedType(field.type).name, value);
  };
  const { selectionSet } = writtenOut(operation.text);
  below(selectionSet, operation.kind === 'mutation' ? 'Mutation' : 'Query', data);
  return found;
};

const EXPLAIN = `query ($text: String!) {
  explainAccess(operation: $text) { fields { owner coordinate decision reason } }
}`;

/** Opens it with a small district, its agreements and its tasks. */
export const openExplainedGraph = async (): Promise<ExplainedGraph> => {
  const accessLog = { append: async () => undefined };
  const opened = await Promise.all(
    DEPARTMENT_NAMES.map((name) => openDepartment(departments[name], () => ({ accessLog }))),
  );
  const keys = { pidKey: CIPHER_KEY, identityKey: CIPHER_KEY };
  const targets = opened.map(({ subgraph, ownerUrl }) => [subgraph.name, { connectionString: ownerUrl }]);
  await plantDistrict({
    district: generateDistrict({ people: 600, seed: 1, until: UNTIL, ...keys }),
    targets: Object.fromEntries(targets),
  });
  let occurrences: Occurrence[] = [];
  const owners = new Map(
    opened.map(({ subgraph }): [string, Owner] => {
      const owner = inProcessOwner(
        subgraph,
        () => undefined,
        () => undefined,
      );
      const fetch = async (request: FetchRequest): Promise<FetchAnswer> => {
        const answer = await owner.fetch(request);
        occurrences.push(...occurrencesIn(subgraph.name, request, answer));
        return answer;
      };
      return [subgraph.name, { ...owner, fetch }];
    }),
  );
  const graph = { supergraphSdl: SDL, apiSchema: API, owners, planner: hivePlanner(SDL) };
  const executor = createExecutor({
    ...graph,
    ownFields: accessFields(() => '2026-10-31').resolversOf(graph),
  });
  const ask: ExplainedGraph['ask'] = async (asker, { text, variables }) => {
    occurrences = [];
    const document = parse(text);
    const operation = getOperationAST(document);
    if (operation === null || operation === undefined) throw new Error('a question has one operation');
    const client = { viewer: asker.viewer.key, asker, signal: new AbortController().signal };
    const { data, errors = [] } = await executor.answer({
      documentKey: text,
      document,
      operation,
      variables,
      client,
    });
    return { data, errors, occurrences };
  };
  const { rows } = await opened[0]!.subgraph.pool.query<{ pid: string }>(
    'select pid from seat order by pid limit 3',
  );
  return {
    ask,
    pids: rows.map(({ pid }) => pid),
    explain: async (asker, question) => {
      const { data, errors } = await ask(asker, { text: EXPLAIN, variables: { text: written(question) } });
      const [error] = errors;
      if (error !== undefined) throw error;
      return (data?.['explainAccess'] as { readonly fields: readonly Explained[] }).fields;
    },
    close: async () => {
      await Promise.all(opened.map((department) => department.close()));
    },
  };
};

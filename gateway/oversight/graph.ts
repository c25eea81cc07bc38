import { createHash } from 'node:crypto';
import {
  getOperationAST,
  parse,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { Supergraph } from '@apollo/federation-internals';
import type { Asker, Purpose } from '../../schema/sharing.ts';
import { viewerOf } from '../../schema/viewer.ts';
import { createExecutor, type Executor } from '../execute.ts';
import type { Owner } from '../fetch/owners/owner.ts';
import type { Planner } from '../plan/planner.ts';
import type { Values } from './condition/expression.ts';
import type { Ask } from './judge/page.ts';
import { compileRule, type Rule } from './rule/compile.ts';
import { ruleSchema } from './rule/metadata.ts';

/** Longest time for a page of a rule: the whole request, as for any client. */
const PAGE_TIMEOUT_MS = 30_000;

/** Whom the owners take a rule for: a system of the establishment office, with the rule as its purpose. */
const VIEWER = viewerOf({
  subject: 'fournets-oversight',
  kind: 'system',
  roles: ['clerk'],
  department: 'establishment',
  units: [],
  clientId: 'fournets-oversight',
});

/** The graph as standing rules see it: the same pipeline as anybody's question. */
export interface RuleGraph {
  readonly compile: (text: string, parameters?: Values) => Rule;
  readonly ask: Ask;
  /** Asks anything else on behalf of the oversight itself, e.g. the ledger. Throws the first error. */
  readonly request: Request;
  readonly schema: GraphQLSchema;
  /** Whom a question on behalf of a rule comes from. */
  readonly askerOf: (rule: Pick<Rule, 'metadata' | 'documentKey'>) => Asker;
}

/** What the oversight asks beside its rules: a document that is known when it is written. */
export type Request = (text: string, variables: Values) => Promise<Readonly<Record<string, unknown>>>;

export interface RuleGraphOptions {
  readonly supergraphSdl: string;
  readonly owners: readonly Owner[];
  readonly plannerOf: (supergraphSdl: string) => Planner;
  /** False where the departments are asked as themselves, in a test of the rules alone. */
  readonly guarded?: boolean;
}

/** What others' data is read for: the whole district, by a rule or whatever serves the rules. */
const purposeOf = (id: string): Purpose => ({
  id: `rule/${id}`,
  kind: 'STANDING_RULE',
  documentNumber: id,
  department: 'establishment',
  units: null,
});

const askerOf: RuleGraph['askerOf'] = ({ metadata: { id }, documentKey }) => ({
  viewer: VIEWER,
  purpose: purposeOf(id),
  operation: documentKey,
  trace: `rule-${id}`,
});

/** Longest time for anything else that is asked. */
const REQUEST_TIMEOUT_MS = 30_000;

interface Known {
  readonly key: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

const knownDocuments = (): ((text: string) => Known) => {
  const known = new Map<string, Known>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const document = parse(text);
    const operation = getOperationAST(document);
    if (operation === null || operation === undefined) throw new Error('a request has one operation');
    const made = { key: createHash('sha256').update(text).digest('hex'), document, operation };
    known.set(text, made);
    return made;
  };
};

const requester = (executor: Executor, guarded: boolean): Request => {
  const read = knownDocuments();
  return async (text, variables) => {
    const { key, document, operation } = read(text);
    const asker = guarded
      ? { viewer: VIEWER, purpose: purposeOf('oversight'), operation: key, trace: 'oversight' }
      : undefined;
    const { data, errors = [] } = await executor.answer({
      documentKey: key,
      document,
      operation,
      variables,
      client: { viewer: VIEWER.subject, asker, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) },
    });
    const [error] = errors;
    if (error !== undefined) throw error.originalError ?? error;
    return data ?? {};
  };
};

/** Opens the graph for rules: compiled questions are kept by it. */
export const openRuleGraph = ({
  supergraphSdl,
  owners,
  plannerOf,
  guarded = true,
}: RuleGraphOptions): RuleGraph => {
  const apiSchema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
  const schema = ruleSchema(apiSchema);
  const byName = new Map(owners.map((owner) => [owner.name, owner]));
  const executor = createExecutor({
    supergraphSdl,
    apiSchema,
    owners: byName,
    planner: plannerOf(supergraphSdl),
  });
  const ask: Ask = async (rule, variables) => {
    const operation = getOperationAST(rule.document);
    if (operation === null || operation === undefined) throw new Error('a rule has one operation');
    const { documentKey, document } = rule;
    const asker = guarded ? askerOf(rule) : undefined;
    const signal = AbortSignal.timeout(PAGE_TIMEOUT_MS);
    return executor.answer({
      documentKey,
      document,
      operation,
      variables,
      client: { viewer: rule.metadata.id, asker, signal },
    });
  };
  return {
    compile: (text, parameters) => compileRule(text, schema, parameters),
    ask,
    request: requester(executor, guarded),
    schema,
    askerOf,
  };
};

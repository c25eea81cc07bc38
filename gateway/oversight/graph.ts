import type { GraphQLSchema } from 'graphql';
import { OVERSIGHT_CLIENT, type Asker, type SupposedFact } from '../../schema/sharing.ts';
import { viewerOf } from '../../schema/viewer.ts';
import { apiSchemaOf } from '../compose/api-schema.ts';
import { createExecutor, type Executor } from '../execute.ts';
import type { Owner } from '../fetch/owners/owner.ts';
import type { Planner } from '../plan/planner.ts';
import type { Values } from './condition/expression.ts';
import type { Ask } from './judge/page.ts';
import { purposeOf } from './purpose.ts';
import { needed, put, question, type Question } from './question.ts';
import { compileRule, type Rule } from './rule/compile.ts';
import { ruleSchema } from './rule/metadata.ts';

/** Longest time for an answer: the whole request, as for any client. */
const ANSWER_TIMEOUT_MS = 30_000;

/** Whom the owners take a rule for: a system of the establishment office, with the rule as its purpose. */
const VIEWER = viewerOf({
  subject: OVERSIGHT_CLIENT,
  kind: 'system',
  roles: ['clerk'],
  department: 'establishment',
  units: [],
  clientId: OVERSIGHT_CLIENT,
});

/** The graph as standing rules see it: the same pipeline as anybody's question. */
export interface RuleGraph {
  /** What clients see of the graph. */
  readonly schema: GraphQLSchema;
  readonly compile: (text: string, parameters?: Values) => Rule;
  readonly ask: Ask;
  /** Asks on behalf of one request: what is asked ends with it, and owners may be told to suppose facts. */
  readonly askFor: (request: AskedFor) => Ask;
  /** Asks anything else on behalf of the oversight itself, e.g. the ledger. Throws the first error. */
  readonly request: Request;
}

/** What the oversight asks beside its rules: a document that is known when it is written. */
export type Request = (text: string, variables: Values) => Promise<Readonly<Record<string, unknown>>>;

/** The request that rules are asked for. */
export interface AskedFor {
  readonly signal: AbortSignal;
  /** Trace id under which owners find it in the log of the gateway. */
  readonly trace: string;
  /** What each owner is to suppose; left out where facts are as they are registered. */
  readonly supposed?: Readonly<Record<string, readonly SupposedFact[]>> | undefined;
}

export interface RuleGraphOptions {
  readonly supergraphSdl: string;
  readonly owners: readonly Owner[];
  readonly plannerOf: (supergraphSdl: string) => Planner;
  /** False where the departments are asked as themselves, in a test of the rules alone. */
  readonly guarded?: boolean;
}

/** The oversight as it asks owners: for a rule, or for whatever serves the rules. */
export const oversightAsker = (id: string, operation: string, trace: string): Asker => ({
  viewer: VIEWER,
  purpose: purposeOf(id),
  operation,
  trace,
});

const askerOf = ({ metadata: { id }, documentKey }: Rule, trace = `rule-${id}`): Asker =>
  oversightAsker(id, documentKey, trace);

const requester = (executor: Executor, guarded: boolean): Request => {
  const questions = new Map<string, Question>();
  return async (text, variables) => {
    const asked = questions.get(text) ?? question(text);
    questions.set(text, asked);
    const asker = guarded ? oversightAsker('oversight', asked.documentKey, 'oversight') : undefined;
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    return needed(await put(executor, asked, variables, { viewer: VIEWER.subject, asker, signal }));
  };
};

/** Opens the graph for rules: compiled questions are kept by it. */
export const openRuleGraph = ({
  supergraphSdl,
  owners,
  plannerOf,
  guarded = true,
}: RuleGraphOptions): RuleGraph => {
  const apiSchema = apiSchemaOf(supergraphSdl);
  const schema = ruleSchema(apiSchema);
  const executor = createExecutor({
    supergraphSdl,
    apiSchema,
    owners: new Map(owners.map((owner) => [owner.name, owner])),
    planner: plannerOf(supergraphSdl),
  });
  return {
    schema: apiSchema,
    compile: (text, parameters) => compileRule(text, schema, parameters),
    askFor:
      ({ signal, trace, supposed }) =>
      (rule, variables) =>
        put(executor, rule, variables, {
          viewer: rule.metadata.id,
          asker: guarded ? askerOf(rule, trace) : undefined,
          // A signal of its own: what hangs on it goes with the question.
          signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
          supposed,
        }),
    ask: async (rule, variables) => {
      const asker = guarded ? askerOf(rule) : undefined;
      const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
      return put(executor, rule, variables, { viewer: rule.metadata.id, asker, signal });
    },
    request: requester(executor, guarded),
  };
};

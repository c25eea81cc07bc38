// An executor over the supergraph of the five departments, before owners in memory whose answers are computed.
import { buildSchema, getOperationAST, parse, type GraphQLFormattedError } from 'graphql';
import { readFileSync } from 'node:fs';
import { accessFields } from '../../../gateway/access/fields.ts';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { clientSdl } from '../../../gateway/compose/supergraph.ts';
import { createExecutor } from '../../../gateway/execute.ts';
import type { ClientRequest } from '../../../gateway/fetch/owners/client-request.ts';
import type { FetchAnswer, FetchRequest, Owner } from '../../../gateway/fetch/owners/owner.ts';
import { hivePlanner } from '../../../gateway/plan/hive.ts';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { departmentSdl } from '../../../schema/sdl.ts';
import type { Asker } from '../../../schema/sharing.ts';
import { fakesOf } from '../../conformance/equivalence/fake.ts';
import { fakeOwner, fakeSchema } from '../../conformance/equivalence/fake-owner.ts';

const SUPERGRAPH = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
const API = buildSchema(clientSdl(SUPERGRAPH));
const PLANNER = hivePlanner(SUPERGRAPH);

/** One question to an owner. */
export interface Asked {
  readonly owner: string;
  readonly operation: string | undefined;
  readonly coordinates: readonly string[];
}

/** What came back, as clients read it. */
export interface Answered {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly GraphQLFormattedError[];
}

export interface AccessGraph {
  readonly ask: (text: string, variables?: object, asker?: Asker) => Promise<Answered>;
  /** What owners were asked since the last question. */
  readonly asked: Asked[];
}

/** How an owner tells its decisions. */
export type Decide = (owner: string, request: FetchRequest) => FetchAnswer;

/** Coordinates that a question about decisions names. */
export const coordinatesOf = ({ variables }: FetchRequest): string[] =>
  (variables['coordinates'] ?? []) as string[];

/** Serves every field. */
export const servesAll: Decide = (_, request) => ({
  data: {
    decisions: coordinatesOf(request).map((coordinate) => ({
      coordinate,
      decision: 'SERVED',
      reason: null,
      apply: null,
      applyZh: null,
      institutions: null,
    })),
  },
});

const KEYS = { Institution: { code: ['A', 'B'] }, Person: { pid: ['p1', 'p2'] } };
const FAKES = fakesOf(KEYS, { nulls: 0, missing: 0, failures: 0 });
const OWNERS = DEPARTMENT_NAMES.map((name) => fakeOwner(name, fakeSchema(departmentSdl(name), FAKES), FAKES));

/** Over owners that decide as they are told. */
export const accessGraph = (decide: Decide = servesAll): AccessGraph => {
  const asked: Asked[] = [];
  const owners = new Map(
    OWNERS.map((owner): [string, Owner] => {
      const { name } = owner;
      const fetch = async (request: FetchRequest): Promise<FetchAnswer> => {
        const { name: operation } = request.operation;
        asked.push({ owner: name, operation, coordinates: coordinatesOf(request) });
        return operation === 'Decisions' ? decide(name, request) : owner.fetch(request);
      };
      return [name, { ...owner, fetch }];
    }),
  );
  const graph = { supergraphSdl: SUPERGRAPH, apiSchema: API, owners, planner: PLANNER };
  const executor = createExecutor({
    ...graph,
    ownFields: accessFields(() => '2026-10-31').resolversOf(graph),
  });
  return {
    asked,
    ask: async (text, variables = {}, asker = undefined) => {
      asked.length = 0;
      const document = parse(text);
      const operation = getOperationAST(document);
      if (operation === null || operation === undefined) throw new Error('a question has one operation');
      const client: ClientRequest = { viewer: 'test', asker, signal: new AbortController().signal };
      const { data, errors = [] } = await executor.answer({
        documentKey: text,
        document,
        operation,
        variables: { ...variables },
        client,
      });
      return JSON.parse(JSON.stringify({ data, errors })) as Answered;
    },
  };
};

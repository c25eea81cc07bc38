import { isDeepStrictEqual } from 'node:util';
import { buildASTSchema, parse } from 'graphql';
import { perRequest, type ClientRequest } from '../../fetch/owners/client-request.ts';
import { takenNames } from '../../plan/names.ts';
import { readOperation } from '../../plan/operation.ts';
import type { Plan } from '../../plan/plan.ts';
import { readDeclared } from '../../receive/limits/declared.ts';
import { TOKENS_MAX } from '../../receive/limits/text.ts';
import type { ServedGraph } from '../own-fields.ts';
import { askedOf } from './asked.ts';
import { decisionsOf, type FieldExplanation } from './decisions.ts';
import { readQuestion, type Allowance, type Question, type QuestionText } from './question.ts';

/** What would become of a question. */
interface AccessExplanation {
  readonly allServed: boolean;
  readonly fields: readonly FieldExplanation[];
}

/** What is read of a supergraph to explain questions over it. */
const readGraph = ({ supergraphSdl }: ServedGraph) => {
  const document = parse(supergraphSdl, { noLocation: true });
  return {
    supergraph: buildASTSchema(document, { assumeValidSDL: true }),
    taken: takenNames(document),
    declared: readDeclared(supergraphSdl),
  };
};

/** The field of an argument's coordinate, `Type.field(argument:)`, and a field's own. */
const fieldOf = (coordinate: string): string => coordinate.replace(/\(.*$/, '');

const isAlike = (one: FieldExplanation, other: FieldExplanation): boolean =>
  one.decision === other.decision &&
  one.reason === other.reason &&
  isDeepStrictEqual(one.institutions, other.institutions);

/** Fields, and those arguments that change what becomes of theirs. */
const telling = (decided: readonly FieldExplanation[]): FieldExplanation[] => {
  const fields = new Map(decided.map((each) => [each.coordinate, each]));
  return decided.filter((each) => {
    const field = fields.get(fieldOf(each.coordinate));
    return field === undefined || field === each || !isAlike(field, each);
  });
};

const allowanceOf = perRequest((): Allowance => ({ tokens: TOKENS_MAX }));

/**
 * Answers `Query.explainAccess`: a question is planned as it would be, so that those are asked for their decisions who
 * would be asked for the fields. `own` names the fields that no owner has.
 */
export const explainOver = (
  graph: ServedGraph,
  own: ReadonlySet<string>,
): ((question: QuestionText, client: ClientRequest) => Promise<AccessExplanation>) => {
  let read: ReturnType<typeof readGraph> | undefined;
  const deciders = new Map([...graph.owners].map(([name, owner]) => [name, decisionsOf(owner)]));

  const planOf = ({ document, operation }: Question, { taken }: ReturnType<typeof readGraph>): Plan =>
    readOperation(document, operation, taken, own).plan({}, graph.planner).plan;

  return async (text, client) => {
    read ??= readGraph(graph);
    const question = readQuestion(text, graph.apiSchema, read.declared, allowanceOf(client));
    const asked = askedOf(planOf(question, read), read.supergraph);
    const decided = await Promise.all(
      [...asked].map(([owner, coordinates]) => deciders.get(owner)?.([...coordinates], client) ?? []),
    );
    const fields = decided.flatMap(telling);
    return { allServed: fields.every(({ decision }) => decision === 'SERVED'), fields };
  };
};

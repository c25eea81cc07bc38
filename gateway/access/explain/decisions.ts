import { z } from 'zod';
import { CodedError } from '../../../schema/errors.ts';
import { REFUSAL_REASONS } from '../../../schema/sharing.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';
import type { FetchOperation, Owner } from '../../fetch/owners/owner.ts';

const Decided = z.object({
  coordinate: z.string(),
  decision: z.enum(['SERVED', 'LIMITED', 'REFUSED']),
  reason: z.enum(REFUSAL_REASONS).nullable(),
  apply: z.string().nullable(),
  applyZh: z.string().nullable(),
  institutions: z.array(z.string()).nullable(),
});
const Answer = z.object({ decisions: z.array(Decided) });

/** What becomes of a field, see `FieldExplanation` in `schema/gateway.graphql`. */
export interface FieldExplanation extends Omit<z.output<typeof Decided>, 'decision'> {
  readonly owner: string;
  readonly decision: z.output<typeof Decided>['decision'] | 'UNKNOWN';
  readonly code: string | null;
}

/** The root field of an owner that tells its decisions, as `schema/owner` names it. */
const operationOf = (owner: string): FetchOperation => ({
  kind: 'query',
  name: 'Decisions',
  text: `query Decisions($coordinates: [String!]!) { decisions: decisionsOf${owner.charAt(0).toUpperCase()}${owner.slice(1)}(coordinates: $coordinates) { coordinate decision reason apply applyZh institutions } }`,
});

/** Why an owner has no answer. */
interface Fault {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

const unknown = (owner: string, coordinate: string, { message, extensions }: Fault): FieldExplanation => ({
  coordinate,
  owner,
  decision: 'UNKNOWN',
  reason: null,
  code: String(extensions?.['code']),
  apply: message,
  applyZh: String(extensions?.['zh']),
  institutions: null,
});

/** Tells what an owner decides about its fields for a client. */
export type AskDecisions = (
  coordinates: readonly string[],
  client: ClientRequest,
) => Promise<FieldExplanation[]>;

/** Asks an owner for its decisions; where it has no answer, none is known, and the code says why. */
export const decisionsOf = (owner: Owner): AskDecisions => {
  const operation = operationOf(owner.name);
  const ask = async (coordinates: readonly string[], client: ClientRequest): Promise<FieldExplanation[]> => {
    const { data, errors = [] } = await owner.fetch({ operation, variables: { coordinates }, client });
    const [fault] = errors;
    if (fault !== undefined) return coordinates.map((coordinate) => unknown(owner.name, coordinate, fault));
    const answer = Answer.safeParse(data);
    const decided = new Map(answer.data?.decisions.map((decision) => [decision.coordinate, decision]));
    return coordinates.map((coordinate) => {
      const decision = decided.get(coordinate);
      return decision === undefined
        ? unknown(owner.name, coordinate, new CodedError('ANSWER_INVALID', { owner: owner.name }))
        : { ...decision, owner: owner.name, code: null };
    });
  };
  return async (coordinates, client) => {
    try {
      return await ask(coordinates, client);
    } catch (error) {
      client.signal.throwIfAborted();
      if (!(error instanceof CodedError)) throw error;
      return coordinates.map((coordinate) => unknown(owner.name, coordinate, error));
    }
  };
};

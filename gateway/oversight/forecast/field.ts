import { givenMonths } from '../../../schema/months.ts';
import type { ServedGraph } from '../../access/own-fields.ts';
import { createExecutor } from '../../execute.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';
import { compareAsClient, openGaps, type Gap } from '../compare/ask.ts';
import { inTurns } from '../turns.ts';
import { unitsAhead, type Scope } from './ask.ts';
import { forecastOf, warnedOf, withCategories, type UnitForecast } from './forecast.ts';

/** Arguments of `Query.staffingForecast`. */
interface Asked extends Omit<Scope, 'institution'> {
  readonly institution?: string | null;
  readonly vacantShare: number;
  readonly warned: boolean;
}

/** As `schema/gateway.graphql` has it. */
interface Answered {
  readonly asOf: string;
  readonly units: readonly UnitForecast[];
  readonly gaps: readonly Gap[];
}

/**
 * Answers `Query.staffingForecast`: the graph is asked as the client itself, so that it is told what the client would
 * be. Each owner tells of its own; the gateway, where they meet anyhow, takes one from the other.
 */
export const forecastOver = (
  graph: ServedGraph,
): ((asked: Asked, client: ClientRequest) => Promise<Answered>) => {
  let executor: ReturnType<typeof createExecutor> | undefined;

  const forecast = async (
    { institution = null, tree, months, asOf, vacantShare, warned }: Asked,
    client: ClientRequest,
  ): Promise<Answered> => {
    givenMonths(months);
    executor ??= createExecutor(graph);
    const { askQuestion } = compareAsClient(executor, client);
    const gaps = openGaps();
    const units: UnitForecast[] = [];
    for await (const page of unitsAhead(askQuestion, { institution, tree, months, asOf }, gaps.add))
      units.push(...page.map((unit) => forecastOf(unit, asOf, vacantShare)));
    return { asOf, units: withCategories(warned ? units.map(warnedOf) : units), gaps: gaps.all() };
  };

  const take = inTurns();
  return (asked, client) => take(client, () => forecast(asked, client));
};

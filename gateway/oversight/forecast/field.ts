import type { ServedGraph } from '../../access/own-fields.ts';
import { createExecutor } from '../../execute.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';
import { compareAsClient } from '../compare/ask.ts';
import { inTurns } from '../turns.ts';
import { forecastFor, type Forecast, type ForecastAsked } from './answer.ts';

/** Arguments of `Query.staffingForecast`. */
interface Asked extends Omit<ForecastAsked, 'institution'> {
  readonly institution?: string | null;
}

/** Answers `Query.staffingForecast`: the graph is asked as the client itself, so that it is told what the client would be. */
export const forecastOver = (
  graph: ServedGraph,
): ((asked: Asked, client: ClientRequest) => Promise<Forecast>) => {
  let executor: ReturnType<typeof createExecutor> | undefined;
  const take = inTurns();
  return ({ institution = null, ...asked }, client) =>
    take(client, () => {
      executor ??= createExecutor(graph);
      return forecastFor({ ...asked, institution }, compareAsClient(executor, client).askQuestion);
    });
};

// The four subgraphs of the wide query in one process, each under a path of its own. An answer is worked out once and
// then kept by the text of its question: the subgraphs are to cost next to nothing, whoever asks.
import { buffer } from 'node:stream/consumers';
import { graphql, type GraphQLSchema } from 'graphql';
import { listen } from '../../../../subgraphs/kit/http/listen.ts';
import { schemas } from './schemas.ts';

interface Asked {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

const answer = async (schema: GraphQLSchema, body: string): Promise<Buffer> => {
  const { query, operationName = null, variables = null } = JSON.parse(body) as Asked;
  const result = await graphql({ schema, source: query, operationName, variableValues: variables });
  return Buffer.from(JSON.stringify(result));
};

const keeper = (schema: GraphQLSchema): ((body: string) => Promise<Buffer>) => {
  const kept = new Map<string, Promise<Buffer>>();
  return (body) => {
    const known = kept.get(body) ?? answer(schema, body);
    kept.set(body, known);
    return known;
  };
};

const keepers = new Map(Object.entries(schemas()).map(([name, schema]) => [`/${name}`, keeper(schema)]));

const { url } = await listen(
  async (request, response) => {
    const ask = keepers.get(request.url ?? '');
    const body = await ask?.((await buffer(request)).toString());
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': 'application/json',
      'content-length': body?.length ?? 0,
    });
    response.end(body);
  },
  '127.0.0.1',
  0,
);
process.stdout.write(`${JSON.stringify({ url })}\n`);

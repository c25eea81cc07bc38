// `@apollo/gateway` as its documentation sets it up. Environment: `SUPERGRAPH`, a file; `WORKERS`, processes behind
// the one port, by `node:cluster` as ours and Hive's are; `HANDED_ON`, a header of the client that the subgraphs get, too.
import cluster from 'node:cluster';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

const workers = Number(process.env.WORKERS ?? 1);

const header = process.env.HANDED_ON;

const handOn = ({ request, context }) => {
  if (context.handedOn !== undefined) request.http.headers.set(header, context.handedOn);
};

const dataSources = {
  buildService: ({ url }) => new RemoteGraphQLDataSource({ url, willSendRequest: handOn }),
};

const serve = async () => {
  const gateway = new ApolloGateway({
    supergraphSdl: readFileSync(process.env.SUPERGRAPH, 'utf8'),
    ...(header === undefined ? {} : dataSources),
  });
  const server = new ApolloServer({ gateway });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async ({ req }) => ({ handedOn: header && req.headers[header] }),
  });
  return url;
};

const fork = async () => {
  const [url] = await once(cluster.fork(), 'message');
  return url;
};

if (cluster.isWorker) process.send(await serve());
else {
  const urls = workers === 1 ? [await serve()] : await Promise.all(Array.from({ length: workers }, fork));
  process.stdout.write(`${JSON.stringify({ url: urls[0] })}\n`);
}

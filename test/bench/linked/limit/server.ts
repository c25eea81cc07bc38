// The hand-written limit as a process of its own: one HTTP server, no GraphQL.
// Environment: `DATABASES`, the connection strings by department, as JSON; `TODAY`, the day that counts as today.
import { text } from 'node:stream/consumers';
import type { DepartmentName } from '../../../../schema/departments.ts';
import { listen } from '../../../../subgraphs/kit/http/listen.ts';
import { answerLinked, type Variables } from './answer.ts';
import { openDatabases } from './statements.ts';

const urls = JSON.parse(process.env['DATABASES'] ?? '{}') as Record<DepartmentName, string>;
const databases = openDatabases(urls, process.env['TODAY'] ?? '');

const { server, url } = await listen(
  async (request, response) => {
    const { variables } = JSON.parse(await text(request)) as { variables: Variables };
    const body = Buffer.from(JSON.stringify(await answerLinked(databases, variables)));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  },
  '127.0.0.1',
  0,
);
process.stdout.write(`${JSON.stringify({ url })}\n`);
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => process.exit(0));
});

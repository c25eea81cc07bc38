import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import express, { type RequestHandler } from 'express';
import { countRefusals } from '../../../../gateway/receive/http/refusals.ts';
import { receiveRequests } from '../../../../gateway/receive/http/requests.ts';
import { createMetrics, type Metrics } from '../../../../gateway/receive/metrics.ts';
import { answerErrors } from '../../../../subgraphs/kit/http/answers.ts';

const answer: RequestHandler = (_request, response) => void response.json({});

let metrics: Metrics;
let server: Server;
let url: string;

beforeEach(async () => {
  metrics = createMetrics();
  const app = express();
  app.use(...receiveRequests([]), countRefusals(metrics), answer);
  app.use(answerErrors(() => undefined));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const refused = async (): Promise<string[]> =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith('fournets_refused_requests_total{'));

const JSON_TYPE = { 'content-type': 'application/json' };

it.each<[number, string, RequestInit]>([
  [403, 'SITE_FOREIGN', { headers: { 'sec-fetch-site': 'cross-site' } }],
  [405, 'METHOD_NOT_ALLOWED', { method: 'PUT' }],
  [406, 'ANSWER_TYPE_UNSUPPORTED', { headers: { accept: 'text/html' } }],
  [413, 'REQUEST_TOO_LARGE', { method: 'POST', headers: JSON_TYPE, body: `"${' '.repeat(3_000_000)}"` }],
  [415, 'REQUEST_TYPE_UNSUPPORTED', { method: 'POST', body: 'query' }],
  [400, 'REQUEST_NOT_JSON', { method: 'POST', headers: JSON_TYPE, body: '{' }],
])('counts a request that is answered with %i as %s', async (status, code, init) => {
  for (let time = 0; time < 2; time++) expect((await fetch(url, init)).status).toBe(status);
  expect(await refused()).toEqual([`fournets_refused_requests_total{code="${code}"} 2`]);
});

it('counts none that is let through', async () => {
  expect((await fetch(url, { method: 'POST', headers: JSON_TYPE, body: '{}' })).status).toBe(200);
  expect(await refused()).toEqual([]);
});

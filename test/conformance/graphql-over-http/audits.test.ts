// GraphQL over HTTP, by the audits of `graphql-http`: each is a test of its own name.
import { serverAudits } from 'graphql-http';
import { startSmallGateway, type SmallGateway } from './gateway.ts';
import { UNMET } from './unmet.ts';

let gateway: SmallGateway;
beforeAll(async () => {
  gateway = await startSmallGateway();
});
afterAll(() => gateway.close());

const audits = serverAudits({ url: () => `${gateway.url}/graphql` });
const met = audits.filter(({ id }) => UNMET[id] === undefined);

it.each(met.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (_id, _name, audit) => {
  const outcome = await audit.fn();
  expect({ status: outcome.status, reason: 'reason' in outcome && outcome.reason }).toEqual({
    status: 'ok',
    reason: false,
  });
});

it('meets every MUST, and at least 58 of the 61 audits', () => {
  expect(audits).toHaveLength(61);
  expect(met.length).toBeGreaterThanOrEqual(58);
  expect(audits.filter(({ id, name }) => name.startsWith('MUST') && UNMET[id] !== undefined)).toEqual([]);
});

it.each(Object.entries(UNMET))('%s is still not met: %s', async (id) => {
  const audit = audits.find((candidate) => candidate.id === id);
  expect((await audit?.fn())?.status).toBe('warn');
});

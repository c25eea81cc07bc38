import express from 'express';
import type { Express } from 'express';
import { buildSchema, graphql } from 'graphql';
import { consoleRouter } from '../../gateway/web/console/serve.ts';

const schema = buildSchema(`
  "A unit with its own posts (机构)."
  type Institution {
    "Unified social credit code (统一社会信用代码)."
    code: ID!
    name: String!
    "Posts authorised (核定编制数)."
    authorised: Int!
    "Posts held (实有人数)."
    occupied: Int!
    "Persons paid last month (发薪人数)."
    paid: Int!
  }
  type Query {
    "One institution by its code."
    institution(code: String!): Institution
    "Every institution of the district."
    institutions: [Institution!]!
  }
`);

const OFFICE = { code: '12100000MB0000001A', name: '机构编制办公室', authorised: 20, occupied: 22, paid: 24 };

const rootValue = {
  institution: ({ code }: { code: string }) => (code === OFFICE.code ? OFFICE : null),
  institutions: () => [OFFICE],
};

/** A server with the console and a graph small enough to know by heart. */
export interface ConsoleApp {
  readonly origin: string;
  /** What `/graphql` answers until it is set back to `undefined`: the body of a proxy's error page. */
  failWith: string | undefined;
  readonly close: () => Promise<void>;
}

const graphApp = (failure: () => string | undefined): Express =>
  express()
    .use('/console', consoleRouter({ operationsDirectory: 'test/fixtures/operations' }))
    .post('/graphql', express.json(), async (request, response) => {
      const page = failure();
      if (page !== undefined) {
        response.status(502).type('html').send(page);
        return;
      }
      const { query, variables, operationName } = request.body;
      response.json(
        await graphql({ schema, source: query, rootValue, variableValues: variables, operationName }),
      );
    });

/** Starts it on a free port of 127.0.0.1. */
export const startConsoleApp = async (): Promise<ConsoleApp> => {
  const state: { failWith: string | undefined } = { failWith: undefined };
  const server = graphApp(() => state.failWith).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return Object.assign(state, {
    origin: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
};

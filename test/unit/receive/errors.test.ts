import { GraphQLError } from 'graphql';
import { HeaderMap } from '@apollo/server';
import { formatError } from '../../../gateway/receive/errors.ts';

const format = (error: GraphQLError, code: string) => {
  const told: unknown[] = [];
  const extensions = { ...error.extensions, http: undefined, code };
  const formatted = formatError((_traceId, cause) => told.push(cause))(
    { ...error.toJSON(), extensions },
    error,
  );
  return { ...formatted, told: told.length };
};

const refused = (status: number) =>
  new GraphQLError('provided sha does not match query', {
    extensions: { http: { status, headers: new HeaderMap() } },
  });

it('says of what Apollo Server refuses without a code that the request is wrong', () => {
  const { extensions, told } = format(refused(400), 'INTERNAL_SERVER_ERROR');
  expect([extensions?.['code'], told]).toEqual(['BAD_REQUEST', 0]);
});

it('masks whatever else has no code, and tells of it under a trace id', () => {
  const { message, extensions, told } = format(new GraphQLError('secret'), 'INTERNAL_SERVER_ERROR');
  expect(message).not.toContain('secret');
  expect(extensions).toMatchObject({ code: 'INTERNAL', traceId: expect.any(String) });
  expect(told).toBe(1);
});

it('says of a document that is too long how much is read', () => {
  const error = new GraphQLError('Syntax Error: Document contains more that 5000 tokens. Parsing aborted.');
  expect(format(error, 'GRAPHQL_PARSE_FAILED').extensions).toMatchObject({
    code: 'QUERY_TOO_LONG',
    max: 5000,
  });
});

it('keeps the owner whose part is missing', () => {
  const error = new GraphQLError('', { extensions: { owner: 'hr' } });
  expect(format(error, 'SUBGRAPH_UNAVAILABLE').extensions).toMatchObject({
    owner: 'hr',
    code: 'SUBGRAPH_UNAVAILABLE',
  });
});

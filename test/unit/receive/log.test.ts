import { GraphQLError } from 'graphql';
import { createLog, loggedError } from '../../../gateway/receive/log.ts';
import { CodedError } from '../../../schema/errors.ts';

const NUMBER = '11010519491231002X';

/** An error that carries an identity number wherever errors carry texts. */
const leaky = (): Error => {
  const detail = `Key (number)=(${NUMBER}) already exists.`;
  const row = Object.assign(new Error(`duplicate ${NUMBER}\n    at ${NUMBER} (x.ts:1:1)`), {
    ...{ code: '23505', constraint: 'person_pkey', table: 'person' },
    ...{ detail, where: `COPY person, line 1: "${NUMBER}"` },
  });
  const originalError = new Error(`cannot be ${NUMBER}`, { cause: row });
  const at = {
    originalError,
    path: ['person', 0, 'name'],
    extensions: { code: 'VALUE_INVALID', value: NUMBER },
  };
  return new GraphQLError(`Person cannot be ${NUMBER}`, at);
};

it('keeps codes, path, constraint and frames of an error and its causes', () => {
  expect(loggedError(leaky())).toMatchObject({
    name: 'GraphQLError',
    code: 'VALUE_INVALID',
    path: 'person.0.name',
    cause: { name: 'Error', cause: { code: '23505', constraint: 'person_pkey', table: 'person' } },
  });
  expect(loggedError(new Error('x')).frames?.[0]).toContain('log.test.ts');
  expect(loggedError(new CodedError('CURSOR_INVALID'))).toMatchObject({ code: 'CURSOR_INVALID' });
  expect(loggedError(NUMBER)).toMatchObject({ name: 'string', frames: [] });
});

it('writes no identity number, however an error is handed to the log', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  log.error({ err: leaky() }, 'internal error');
  log.error({ err: leaky() });
  log.error(leaky());
  log.error(leaky(), 'said');
  expect(lines).toHaveLength(4);
  expect(lines.join('')).not.toContain(NUMBER);
});

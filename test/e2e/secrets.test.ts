// An identity number that somebody sends comes back in no error text, and stands in no log, whatever is wrong with it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startProduct, withDataDirectory, type Product } from '../support/product.ts';
import { headersOf } from '../support/token.ts';

/** Sound, and of nobody. Put together here, so that this file has none. */
const FIRST_17 = ['110105', '19491231', '002'].join('');
const NUMBER = `${FIRST_17}X`;

const REGISTER = `mutation ($input: PersonInput!, $key: String) {
  registerPerson(input: $input, idempotencyKey: $key) { pid }
}`;
const register = (input: object, key?: string): object => ({ query: REGISTER, variables: { input, key } });

const REQUESTS: Readonly<Record<string, object>> = {
  'with a wrong check character': register({ identityNumber: `${FIRST_17}1`, name: '某人' }),
  'too long': register({ identityNumber: `${NUMBER}${NUMBER}`, name: '某人' }),
  'of a day that is not': register({ identityNumber: NUMBER.replace('1231', '1331'), name: '某人' }),
  'in place of a name': register({ identityNumber: 'x', name: NUMBER }),
  'in a text that is too long': register({ identityNumber: 'x', name: '某人', ethnicity: NUMBER.repeat(20) }),
  'in a key': register({ identityNumber: 'x', name: '某人' }, NUMBER.repeat(20)),
  'in a document that is no GraphQL': {
    query: `mutation { registerPerson(input: {identityNumber: ${NUMBER}}) }`,
  },
  'in a document that does not fit': {
    query: `mutation { registerPerson(input: {identityNumber: "${NUMBER}"}) { pid } }`,
  },
  'in place of an operation': { query: '{ __typename }', operationName: NUMBER },
  'in place of a cursor': { query: `{ people(after: "${NUMBER}") { nodes { name } } }` },
  'beside a field that is not there': register({ identityNumber: NUMBER, name: '某人', unknown: 1 }),
  'beside a value that is none': register({ identityNumber: NUMBER, name: '某人', sex: 'NEITHER' }),
  'in place of an input': { query: REGISTER, variables: { input: NUMBER } },
  'registered twice': register({ identityNumber: NUMBER, name: '某人' }),
};

const answerTo = async ({ url }: Product, headers: Readonly<Record<string, string>>, body: object) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.text();
};

it('says nobody’s identity number again, neither to clients nor in a log', async () => {
  await withDataDirectory(async (directory) => {
    const product = await startProduct(directory, { FOURNETS_DEMO_PEOPLE: '0' });
    const headers = await headersOf(directory, 'hr-clerk');
    await answerTo(product, headers, register({ identityNumber: NUMBER, name: '某人' }));
    const answers = new Map<string, string>();
    for (const [what, body] of Object.entries(REQUESTS))
      answers.set(what, await answerTo(product, headers, body));
    const repeated = await answerTo(
      product,
      { ...headers, 'x-purpose': NUMBER },
      { query: '{ __typename }' },
    );
    const { stdout, stderr } = await product.stop();

    for (const [what, answer] of [...answers, ['in place of a purpose', repeated] as const])
      expect({ what, answer }).toEqual({ what, answer: expect.stringContaining('"code"') });
    const log = readFileSync(path.join(directory, 'postgres.log'), 'utf8');
    for (const text of [...answers.values(), repeated, stdout, stderr, log])
      expect(text).not.toContain(FIRST_17);
    // It did speak.
    expect(stderr).toContain('COMMAND_INVALID');
  });
});

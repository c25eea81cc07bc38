// What would become of a question: who is asked for decisions, and what is refused before anybody is.
import { CodedError } from '../../../schema/errors.ts';
import { accessGraph, coordinatesOf, servesAll, type Answered, type Decide } from './graph.ts';

const EXPLAIN = `query ($text: String!, $name: String) {
  explainAccess(operation: $text, operationName: $name) {
    allServed fields { coordinate owner decision reason code apply applyZh institutions }
  }
}`;

interface Explanation {
  readonly allServed: boolean;
  readonly fields: readonly Readonly<Record<string, unknown>>[];
}

const graph = accessGraph();
const explain = (text: string, name?: string, over = graph): Promise<Answered> =>
  over.ask(EXPLAIN, { text, name });
const explained = async (text: string, name?: string, over = graph): Promise<Explanation> => {
  const { data, errors } = await explain(text, name, over);
  expect(errors).toEqual([]);
  return data?.['explainAccess'] as Explanation;
};
const codesOf = ({ errors }: Answered): unknown[] => errors.map(({ extensions }) => extensions?.['code']);
const coordinates = ({ fields }: Explanation): string[] =>
  fields.map(({ owner, coordinate }) => `${String(owner)} ${String(coordinate)}`);

const LINKED = `query Linked($code: InstitutionCode!) { unit: institution(code: $code) { name
  seats(first: 5) { nodes { person { called: name payments(first: 1) { nodes { gross } } } } } } }`;

it('asks each owner once, for the fields that it would be asked, and executes nothing', async () => {
  const answer = await explained(LINKED);
  expect(answer.allServed).toBe(true);
  expect(coordinates(answer)).toEqual([
    'establishment Query.institution',
    'establishment Institution.name',
    'establishment Institution.seats',
    'establishment SeatConnection.nodes',
    'establishment Seat.person',
    'establishment Person.pid',
    'finance Person.payments',
    'finance PaymentConnection.nodes',
    'finance Payment.gross',
    'hr Person.name',
  ]);
  expect(graph.asked.map(({ owner, operation }) => [owner, operation]).toSorted()).toEqual([
    ['establishment', 'Decisions'],
    ['finance', 'Decisions'],
    ['hr', 'Decisions'],
  ]);
});

it('explains the operation that is named', async () => {
  const two = 'query A { institutions { totalCount } } query B { deaths { totalCount } }';
  expect(coordinates(await explained(two, 'B'))).toEqual([
    'hr Query.deaths',
    'hr DeathConnection.totalCount',
  ]);
  expect(codesOf(await explain(two))).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  expect(codesOf(await explain(two, 'C'))).toEqual(['OPERATION_RESOLUTION_FAILURE']);
});

it('counts in what a variable may leave out, and not what is left out for good', async () => {
  const text = `query ($a: Boolean!, $b: Boolean = true) {
    deaths @include(if: $a) @skip(if: $b) { totalCount }
    hires @skip(if: true) { totalCount }
    retirements @include(if: true) { totalCount }
  }`;
  expect(coordinates(await explained(text))).toEqual([
    'hr Query.deaths',
    'hr DeathConnection.totalCount',
    'hr Query.retirements',
    'hr RetirementConnection.totalCount',
  ]);
});

it('tells of arguments only where they change what becomes of their field', async () => {
  const text = `query ($from: Month) {
    a: person(pid: "0123456789abcdef0123456789abcdef") { payments(from: $from, kind: REGULAR, first: 1) { totalCount } }
    b: institution(code: "A") { payments(month: null) { totalCount } posts: code }
    c: person(pid: "0123456789abcdef0123456789abcdef") { seats(history: false) { category } }
  }`;
  expect(coordinates(await explained(text))).not.toContainEqual(expect.stringContaining('('));
  const asked = graph.asked.flatMap(({ coordinates: named }) => named);
  expect(asked.filter((coordinate) => coordinate.includes('('))).toEqual(
    expect.arrayContaining(['Person.payments(from:)', 'Person.payments(kind:)']),
  );
  expect(asked).not.toContain('Institution.payments(month:)');
  expect(asked).not.toContain('Person.seats(history:)');
  const over = accessGraph((_, request) => {
    const { data } = servesAll('', request);
    const decisions = (data?.['decisions'] ?? []) as readonly { readonly coordinate: string }[];
    return {
      data: {
        decisions: decisions.map((decision) =>
          decision.coordinate === 'Person.payments(kind:)'
            ? { ...decision, decision: 'REFUSED', reason: 'AGREEMENT_MISSING' }
            : decision,
        ),
      },
    };
  });
  const { allServed, fields } = await explained(text, undefined, over);
  expect(allServed).toBe(false);
  expect(fields.filter(({ decision }) => decision !== 'SERVED')).toMatchObject([
    { owner: 'finance', coordinate: 'Person.payments(kind:)', reason: 'AGREEMENT_MISSING' },
  ]);
});

it('asks nobody for what the gateway answers itself', async () => {
  const text = `{ __typename viewer { subject } catalogue { coordinate } __schema { types { name } }
    explainAccess(operation: "{") { allServed } }`;
  expect(await explained(text)).toEqual({ allServed: true, fields: [] });
  expect(graph.asked).toEqual([]);
});

it('explains commands and carries none out', async () => {
  const text = 'mutation { decideAgreementOfFinance(id: "1", version: 1, decision: GRANT) { state } }';
  expect(coordinates(await explained(text))).toEqual([
    'finance Mutation.decideAgreementOfFinance',
    'finance Agreement.state',
  ]);
  expect(graph.asked.map(({ operation }) => operation)).toEqual(['Decisions']);
});

describe('a question that the gateway would refuse', () => {
  it.each([
    ['that is not GraphQL', 'query {', 'GRAPHQL_PARSE_FAILED'],
    ['that does not fit the graph', '{ institutions { nonsense } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['without an operation', 'fragment F on Person { pid }', 'GRAPHQL_VALIDATION_FAILED'],
    ['that is too long', `{ ${'__typename '.repeat(5000)} }`, 'QUERY_TOO_LONG'],
    [
      'that is too deep',
      `{ institution(code: "A") ${'{ parent '.repeat(30)}{ code }${' }'.repeat(30)} }`,
      'QUERY_TOO_DEEP',
    ],
    ['that no parser can read', `${'{ a '.repeat(4500)}${'}'.repeat(4500)}`, 'QUERY_TOO_DEEP'],
    [
      'with too many aliases',
      `{ ${Array.from({ length: 60 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
      'ALIASES_TOO_MANY',
    ],
    [
      'that costs too much',
      '{ institutions(first: 1000) { nodes { seats(first: 1000) { nodes { category } } } } }',
      'QUERY_TOO_COSTLY',
    ],
    ['whose page is out of bounds', '{ institutions(first: -5) { totalCount } }', 'PAGE_SIZE_OUT_OF_RANGE'],
  ])('%s is refused alike', async (_, text, code) => {
    const answer = await explain(text);
    expect(codesOf(answer)).toEqual([code]);
    expect(answer.data).toBeNull();
    expect(graph.asked).toEqual([]);
  });

  it('may not be sent in many small parts', async () => {
    const text = JSON.stringify(
      `{ decisionsOfFinance(coordinates: [${'"" '.repeat(2400)}]) { coordinate } }`,
    );
    const of = (count: number): string =>
      `{ ${Array.from({ length: count }, (_, n) => `e${n}: explainAccess(operation: ${text}) { allServed }`).join(' ')} }`;
    expect(codesOf(await graph.ask(of(2)))).toEqual([]);
    expect(codesOf(await graph.ask(of(3)))).toEqual(['QUERY_TOO_LONG']);
  });
});

describe('decisions', () => {
  const REFUSED = {
    decision: 'REFUSED',
    reason: 'PURPOSE_MISSING',
    apply: 'Say what it is for.',
    applyZh: '请说明用途。',
    institutions: null,
  };
  const LIMITED = { ...REFUSED, decision: 'LIMITED', reason: null, institutions: ['A'] };
  const told: Decide = (_, request) => ({
    data: {
      decisions: coordinatesOf(request).map((coordinate) => ({
        coordinate,
        ...(coordinate === 'Payment.gross' ? REFUSED : LIMITED),
      })),
    },
  });

  it('are told as the owner tells them', async () => {
    const { allServed, fields } = await explained(
      '{ payments(month: "2026-05") { nodes { gross } } }',
      undefined,
      accessGraph(told),
    );
    expect(allServed).toBe(false);
    expect(fields).toEqual([
      { coordinate: 'Query.payments', owner: 'finance', code: null, ...LIMITED },
      { coordinate: 'PaymentConnection.nodes', owner: 'finance', code: null, ...LIMITED },
      { coordinate: 'Payment.gross', owner: 'finance', code: null, ...REFUSED },
    ]);
  });

  const away = new CodedError('SUBGRAPH_UNAVAILABLE', { owner: 'finance' });
  it.each<[string, Decide, string]>([
    [
      'does not answer',
      () => {
        throw away;
      },
      'SUBGRAPH_UNAVAILABLE',
    ],
    [
      'answers with an error',
      () => ({
        data: { decisions: null },
        errors: [{ message: 'down', extensions: { code: 'DATABASE_UNAVAILABLE', zh: '无' } }],
      }),
      'DATABASE_UNAVAILABLE',
    ],
    ['answers nonsense', () => ({ data: { decisions: [{ decision: 'SERVED' }] } }), 'ANSWER_INVALID'],
    ['leaves fields out', () => ({ data: { decisions: [] } }), 'ANSWER_INVALID'],
  ])('are unknown where their owner %s, and the others’ are there', async (_, decide, code) => {
    const over = accessGraph((owner, request) =>
      owner === 'finance' ? decide(owner, request) : servesAll(owner, request),
    );
    const { allServed, fields } = await explained(LINKED, undefined, over);
    expect(allServed).toBe(false);
    const [of, others] = [true, false].map((finance) =>
      fields.filter(({ owner }) => (owner === 'finance') === finance),
    );
    expect(new Set(of?.map(({ decision, code: known }) => `${String(decision)} ${String(known)}`))).toEqual(
      new Set([`UNKNOWN ${code}`]),
    );
    expect(of?.[0]).toMatchObject({
      apply: expect.any(String),
      applyZh: expect.stringMatching(/\p{Script=Han}/u),
    });
    expect(others?.every(({ decision }) => decision === 'SERVED')).toBe(true);
  });

  it('are an internal error where their owner fails without a code', async () => {
    const over = accessGraph(() => {
      throw new Error('a fault of ours');
    });
    expect(await explain(LINKED, undefined, over)).toMatchObject({
      data: null,
      errors: [{ message: 'a fault of ours' }],
    });
  });
});

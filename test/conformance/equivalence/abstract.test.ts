// Random questions over a supergraph of interfaces and unions, whose members and fields are spread over three owners.
import fc from 'fast-check';
import { buildSchema, parse, validate } from 'graphql';
import { apiSdl, compose } from '../../../gateway/compose/supergraph.ts';
import { fakesOf, type Keys, type Trouble } from './fake.ts';
import { fakeOwner, fakeSchema } from './fake-owner.ts';
import { answerer, comparable, type Answerer } from './graph.ts';
import { operationsOver } from './operations.ts';
import { wholeAnswerer } from './whole.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])`;

const CONTRACTS: Readonly<Record<string, string>> = {
  register: `${LINK}
    type Query { subjects: [Subject!] subject(id: ID!): Subject search(text: String): [Hit] }
    interface Subject { id: ID! name: String contact: Contact }
    type Unit implements Subject @key(fields: "id") {
      id: ID! name: String contact: Contact level: Int parent: Subject members: [[Person]!]
    }
    type Person implements Subject @key(fields: "id") {
      id: ID! name: String contact: Contact born: String unit: Unit!
    }
    union Hit = Unit | Person | Note
    type Note { text: String about: Subject }
    type Contact { phone: String mail(kind: Kind = WORK): String! }
    enum Kind { WORK HOME }`,
  pay: `${LINK}
    type Query { latest(first: Int! = 3): [Payment!]! party(id: ID): Party }
    interface Party { id: ID! total: Float }
    type Unit implements Party @key(fields: "id") { id: ID! total: Float payments: [Payment] }
    type Person implements Party @key(fields: "id") { id: ID! total: Float salary(month: String = "2026-01"): Int }
    union Payer = Unit | Person
    type Payment { amount: Int! payer: Payer party: Party! }`,
  discipline: `${LINK}
    type Person @key(fields: "id") { id: ID! decisions: [Decision!] }
    interface Decision { code: String! target: Person }
    type Warning implements Decision { code: String! target: Person days: Int }
    type Removal implements Decision { code: String! target: Person rank: String unit: Unit }
    type Unit @key(fields: "id") { id: ID! tours: Int! }
    type Query { decisions: [Decision] }`,
};

const IDS = ['1', '2', '3', '4', '5'];
const KEYS: Keys = { Unit: { id: IDS }, Person: { id: IDS } };

/** Operations for each kind of trouble. */
const RUNS = 400;

describe.each<[string, Trouble]>([
  ['where all is well', { nulls: 0, missing: 0, failures: 0 }],
  ['where values are null, entities missing and fields fail', { nulls: 8, missing: 10, failures: 5 }],
])('%s', (_, trouble) => {
  const { supergraphSdl } = compose(
    Object.entries(CONTRACTS).map(([name, sdl]) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })),
  );
  const api = apiSdl(supergraphSdl);
  const schema = buildSchema(api);
  const fakes = fakesOf(KEYS, trouble);
  const schemas = new Map(Object.entries(CONTRACTS).map(([name, sdl]) => [name, fakeSchema(sdl, fakes)]));
  const whole = wholeAnswerer(api, schemas, fakes);
  let ours: Answerer;
  let oursByApollo: Answerer;

  beforeAll(async () => {
    const owners = [...schemas].map(([name, of]) => fakeOwner(name, of, fakes));
    ours = await answerer(supergraphSdl, owners, 'hive');
    oursByApollo = await answerer(supergraphSdl, owners, 'apollo');
  });
  afterAll(() => Promise.all([ours, oursByApollo].map(({ stop }) => stop())));

  it('answers as one schema in one place does, with either planner', async () => {
    await fc.assert(
      fc.asyncProperty(operationsOver(schema, {}), async (operation) => {
        fc.pre(validate(schema, parse(operation.text)).length === 0);
        const wanted = comparable(await whole.answer(operation));
        expect({ operation, ...comparable(await ours.answer(operation)) }).toEqual({ operation, ...wanted });
        expect(comparable(await oursByApollo.answer(operation))).toEqual(wanted);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});

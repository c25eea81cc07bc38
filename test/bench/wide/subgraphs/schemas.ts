// Four small subgraphs that share entities: people, units, their appointments, the budget.
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import {
  appointmentsOfPerson,
  appointmentsOfUnit,
  budgetOf,
  peopleOfPage,
  personFacts,
  unitFacts,
  unitsOfPage,
  type Person,
  type Unit,
} from './world.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])';

const sdl = (text: string): DocumentNode => parse(`${LINK}\n${text}`);

const PEOPLE = sdl(`
  type Query { people(page: Int!): [Person!]! }
  type Person @key(fields: "pid") { pid: ID! name: String! rank: String bornOn: String! }`);

const UNITS = sdl(`
  type Query { units(page: Int!, first: Int!): [Unit!]! }
  type Unit @key(fields: "code") { code: ID! name: String! grade: String! authorised: Int! }`);

const APPOINTMENTS = sdl(`
  type Appointment @key(fields: "id") { id: ID! title: String! since: String! person: Person! unit: Unit! }
  type Person @key(fields: "pid") { pid: ID! appointments: [Appointment!]! }
  type Unit @key(fields: "code") { code: ID! appointments: [Appointment!]! }`);

const BUDGET = sdl(`
  type Unit @key(fields: "code") {
    code: ID!
    grade: String! @external
    authorised: Int! @external
    funded: Boolean!
    budget: Int! @requires(fields: "grade authorised")
  }`);

interface Page {
  readonly page: number;
  readonly first?: number;
}

const people = {
  Query: { people: (_: unknown, { page }: Page) => peopleOfPage(page) },
  Person: {
    name: (person: Person) => personFacts(person).name,
    rank: (person: Person) => personFacts(person).rank,
    bornOn: (person: Person) => personFacts(person).bornOn,
  },
};

const units = {
  Query: { units: (_: unknown, { page, first }: Page) => unitsOfPage(page).slice(0, first) },
  Unit: {
    name: (unit: Unit) => unitFacts(unit).name,
    grade: (unit: Unit) => unitFacts(unit).grade,
    authorised: (unit: Unit) => unitFacts(unit).authorised,
  },
};

const appointments = {
  Person: { appointments: appointmentsOfPerson },
  Unit: { appointments: appointmentsOfUnit },
};

const budget = {
  Unit: { funded: () => true, budget: budgetOf },
};

/** The contracts by name, for composition. */
export const CONTRACTS: Readonly<Record<string, DocumentNode>> = {
  people: PEOPLE,
  units: UNITS,
  appointments: APPOINTMENTS,
  budget: BUDGET,
};

/** The executable schemas by name. */
export const schemas = (): Readonly<Record<string, GraphQLSchema>> => ({
  people: buildSubgraphSchema({ typeDefs: PEOPLE, resolvers: people }),
  units: buildSubgraphSchema({ typeDefs: UNITS, resolvers: units }),
  appointments: buildSubgraphSchema({ typeDefs: APPOINTMENTS, resolvers: appointments }),
  budget: buildSubgraphSchema({ typeDefs: BUDGET, resolvers: budget }),
});

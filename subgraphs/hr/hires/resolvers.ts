import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { root } from '../../kit/graph/fields.ts';
import { institution } from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { person } from '../people/person.ts';
import { recordHire } from './commands.ts';
import type { Hire } from './entities.ts';
import { hirePage } from './loaders.ts';

/** Resolvers of the hires. */
export const hireResolvers = {
  Query: {
    hires: root((args, { db }, asked) => hirePage(db, args, asked)),
  },
  Mutation: {
    recordHire: root(recordHire),
  },
  Institution: {
    hires: loaded('hiresOfInstitution', 'code'),
  },
  Person: {
    hires: loaded('hiresOfPerson', 'pid'),
  },
  Hire: { person, institution },
  HireConnection: connection<Hire>(),
} satisfies Resolvers;

import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { institution, person } from '../../kit/graph/references.ts';
import type { Hire } from './entities.ts';
import { hirePage } from './loaders.ts';

/** Resolvers of the hires. */
export const hireResolvers = {
  Query: {
    hires: (_, args, { db }) => hirePage(db, args),
  },
  Institution: {
    hires: ({ code }, args, { loaders }) => loaders.hiresOfInstitution.load(code, args),
  },
  Person: {
    hires: ({ pid }, _, { loaders }) => loaders.hiresOfPerson.load(pid, {}),
  },
  Hire: { person, institution },
  HireConnection: connection<Hire>(),
} satisfies Resolvers;

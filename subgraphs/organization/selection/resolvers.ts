import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { institution, person } from '../../kit/graph/references.ts';
import type { SelectionCheck } from './entities.ts';
import { checkPage } from './loaders.ts';

/** Resolvers of selection. */
export const selectionResolvers = {
  Query: {
    selectionChecks: (_, args, { db }) => checkPage(db, args),
  },
  Institution: {
    selectionChecks: ({ code }, args, { loaders }) => loaders.checksOfInstitution.load(code, args),
  },
  Person: {
    trainings: ({ pid }, _, { loaders }) => loaders.trainingsOfPerson.load(pid, {}),
  },
  SelectionCheck: {
    person: ({ pid }) => (pid === null ? null : { pid }),
    institution,
  },
  SelectionCheckConnection: connection<SelectionCheck>(),
  Training: { person },
} satisfies Resolvers;

import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { reading, root } from '../../kit/graph/fields.ts';
import { institution, person } from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { recordSelectionCheck } from './commands.ts';
import type { SelectionCheck } from './entities.ts';
import { checkPage } from './loaders.ts';

/** Resolvers of selection. */
export const selectionResolvers = {
  Query: {
    selectionChecks: root((args, { db }, asked) => checkPage(db, args, asked)),
  },
  Mutation: {
    recordSelectionCheck: root(recordSelectionCheck),
  },
  Institution: {
    selectionChecks: loaded('checksOfInstitution', 'code'),
  },
  Person: {
    trainings: loaded('trainingsOfPerson', 'pid'),
  },
  SelectionCheck: {
    person: reading(['pid'], ({ pid }) => (pid === null ? null : { pid })),
    institution,
  },
  SelectionCheckConnection: connection<SelectionCheck>(),
  Training: { person },
} satisfies Resolvers;

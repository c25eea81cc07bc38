import { populationReader } from '../kit/database/populations.ts';
import { root } from '../kit/graph/fields.ts';
import { decisionPersons } from './decisions/loaders.ts';
import type { DisciplinePersons, Resolvers } from './generated.ts';

const persons = populationReader<DisciplinePersons>(decisionPersons);

/** Resolvers of whom standing rules run over. */
export const populationResolvers = {
  Query: {
    personsOfDiscipline: root(async (args, context) =>
      (await persons(args, context)).map((pid) => ({ pid })),
    ),
  },
} satisfies Resolvers;

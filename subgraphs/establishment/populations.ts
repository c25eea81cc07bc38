import { populationReader } from '../kit/database/populations.ts';
import { orToday } from '../kit/graph/context.ts';
import { root } from '../kit/graph/fields.ts';
import { institutionsOf } from './as-of.ts';
import type { EstablishmentInstitutions, EstablishmentPersons, Resolvers } from './generated.ts';
import { matterInstitutions } from './matters/populations.ts';
import { planInstitutions } from './plans/populations.ts';
import { problemInstitutions } from './problems/populations.ts';
import { registerInstitutions } from './register/populations.ts';
import { reportInstitutions } from './reports/populations.ts';
import { rosterInstitutions, rosterPersons } from './roster/populations.ts';

const persons = populationReader<EstablishmentPersons>(rosterPersons);
const institutions = populationReader<EstablishmentInstitutions>({
  ...registerInstitutions,
  ...rosterInstitutions,
  ...matterInstitutions,
  ...planInstitutions,
  ...reportInstitutions,
  ...problemInstitutions,
});

/** Resolvers of whom standing rules run over. */
export const populationResolvers = {
  Query: {
    personsOfEstablishment: root(async (args, context) =>
      (await persons(args, context)).map((pid) => ({ pid })),
    ),
    institutionsOfEstablishment: root(async (args, context, columns) => {
      const { asOf } = orToday(args, context);
      const codes = await institutions(args, context);
      return institutionsOf(
        codes.map((code) => ({ code, asOf })),
        context,
        columns,
      );
    }),
  },
} satisfies Resolvers;

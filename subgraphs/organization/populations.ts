import { populationReader } from '../kit/database/populations.ts';
import { root } from '../kit/graph/fields.ts';
import { appointmentInstitutions, appointmentPersons } from './appointments/populations.ts';
import type { OrganizationInstitutions, OrganizationPersons, Resolvers } from './generated.ts';
import { loanPersons } from './loans/loaders.ts';

const persons = populationReader<OrganizationPersons>({ ...appointmentPersons, ...loanPersons });
const institutions = populationReader<OrganizationInstitutions>(appointmentInstitutions);

/** Resolvers of whom standing rules run over. */
export const populationResolvers = {
  Query: {
    personsOfOrganization: root(async (args, context) =>
      (await persons(args, context)).map((pid) => ({ pid })),
    ),
    institutionsOfOrganization: root(async (args, context) =>
      (await institutions(args, context)).map((code) => ({ code })),
    ),
  },
} satisfies Resolvers;

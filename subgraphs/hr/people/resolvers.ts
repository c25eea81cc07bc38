import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { ofDay, orToday } from '../../kit/graph/context.ts';
import { reading, references, root } from '../../kit/graph/fields.ts';
import { loaded } from '../context.ts';
import { institution, institutionIfAny, institutionStub } from '../../kit/graph/references.ts';
import {
  registerPerson,
  recordEmployment,
  endEmployment,
  recordRetirement,
  recordDeath,
  recordOffQuotaStaff,
} from './commands.ts';
import type { Death, Employment, OffQuotaEmployment, Retirement } from './entities.ts';
import { identityFields } from './identity.ts';
import { deathPage, personPage, retirementPage } from './loaders.ts';
import { person, personsOf, type KnownPerson } from './person.ts';

/** Resolvers of the people room. */
export const peopleResolvers = {
  Query: {
    person: root(({ pid }, { loaders }, asked) => loaders.person.load(pid, {}, asked)),
    people: root(async (args, { db }, asked) => personPage(db, args, asked)),
    retirements: root((args, { db }, asked) => retirementPage(db, args, asked)),
    deaths: root((args, { db }, asked) => deathPage(db, args, asked)),
  },
  Mutation: {
    registerPerson: root(registerPerson),
    recordEmployment: root(recordEmployment),
    endEmployment: root(endEmployment),
    recordRetirement: root(recordRetirement),
    recordDeath: root(recordDeath),
    recordOffQuotaStaff: root(recordOffQuotaStaff),
  },
  Institution: {
    __resolveReference: institutionStub,
    staff: loaded('staff', 'code', ofDay),
    staffCount: loaded('staffCount', 'code', ofDay),
    staffCountByKind: loaded('kindFigures', 'code', ofDay),
    offQuota: loaded('offQuotaOfInstitution', 'code', ofDay),
    offQuotaCount: loaded('offQuotaCount', 'code', ofDay),
    offQuotaByArea: loaded('offQuotaByArea', 'code', ofDay),
    offQuotaByMonth: loaded('offQuotaByMonth', 'code'),
    retirementsDue: loaded('retirementsDue', 'code', orToday),
  },
  Person: {
    __resolveReference: references((persons, context, asked) =>
      personsOf(
        persons.map(({ pid }) => pid),
        context,
        asked,
      ),
    ),
    ...identityFields,
    employments: loaded('employmentsOfPerson', 'pid', ofDay),
    offQuotaEmployments: loaded('offQuotaOfPerson', 'pid', ofDay),
    retirement: loaded('retirement', 'pid'),
    death: loaded('death', 'pid'),
  },
  PersonConnection: connection<KnownPerson>(),
  WorkAreaCount: { area: reading(['workArea'], ({ workArea }) => workArea) },
  Employment: { person, institution },
  EmploymentConnection: connection<Employment>(),
  OffQuotaEmployment: { person, institution },
  OffQuotaEmploymentConnection: connection<OffQuotaEmployment>(),
  Retirement: { person, institution: institutionIfAny },
  RetirementConnection: connection<Retirement>(),
  RetirementDue: { person },
  Death: { person },
  DeathConnection: connection<Death>(),
} satisfies Resolvers;

import { CodedError } from '../../../schema/errors.ts';
import type { Resolvers } from '../generated.ts';
import { mapPage } from '../../kit/database/pages.ts';
import { connection } from '../../kit/graph/connection.ts';
import { dayOf } from '../../kit/graph/context.ts';
import { maskIdentityNumber } from '../../kit/identity/identity-number.ts';
import type { HrContext } from '../context.ts';
import { institution, person } from '../../kit/graph/references.ts';
import type { Death, Employment, OffQuotaEmployment, Person, Retirement } from './entities.ts';
import { deathPage, personPage, retirementPage } from './loaders.ts';

/** A person in a request: the key, and the row where it is known already. */
export interface KnownPerson {
  readonly pid: string;
  readonly row?: Person;
}

const rowOf = async ({ pid, row }: KnownPerson, { loaders }: HrContext): Promise<Person | null> =>
  row ?? loaders.person.load(pid, {});

const withRow = (row: Person): KnownPerson => ({ pid: row.pid, row });

const masked = (sealed: string, { decrypt }: HrContext): string => {
  try {
    return maskIdentityNumber(decrypt(sealed));
  } catch (cause) {
    throw new CodedError('IDENTITY_NUMBER_UNREADABLE', {}, { cause });
  }
};

/** Resolvers of the people room. */
export const peopleResolvers = {
  Query: {
    person: async (_, { pid }, { loaders }) => {
      const row = await loaders.person.load(pid, {});
      return row === null ? null : withRow(row);
    },
    people: async (_, args, { db }) => mapPage(await personPage(db, args), withRow),
    retirements: (_, args, { db }) => retirementPage(db, args),
    deaths: (_, args, { db }) => deathPage(db, args),
  },
  Institution: {
    __resolveReference: ({ code }) => ({ code }),
    staff: ({ code }, args, context) =>
      context.loaders.staff.load(code, { ...args, asOf: dayOf(args, context) }),
    staffCount: ({ code }, args, context) =>
      context.loaders.staffCount.load(code, { ...args, asOf: dayOf(args, context) }),
    staffCountByKind: ({ code }, args, context) =>
      context.loaders.kindFigures.load(code, { asOf: dayOf(args, context) }),
    offQuota: ({ code }, args, context) =>
      context.loaders.offQuotaOfInstitution.load(code, { ...args, asOf: dayOf(args, context) }),
    offQuotaCount: ({ code }, args, context) =>
      context.loaders.offQuotaCount.load(code, { asOf: dayOf(args, context) }),
  },
  Person: {
    __resolveReference: ({ pid }) => ({ pid }),
    name: async (known, _, context) => (await rowOf(known, context))?.name ?? null,
    sex: async (known, _, context) => (await rowOf(known, context))?.sex ?? null,
    bornOn: async (known, _, context) => (await rowOf(known, context))?.bornOn ?? null,
    ethnicity: async (known, _, context) => (await rowOf(known, context))?.ethnicity ?? null,
    education: async (known, _, context) => (await rowOf(known, context))?.education ?? null,
    degree: async (known, _, context) => (await rowOf(known, context))?.degree ?? null,
    politicalStatus: async (known, _, context) => (await rowOf(known, context))?.politicalStatus ?? null,
    workStartedOn: async (known, _, context) => (await rowOf(known, context))?.workStartedOn ?? null,
    status: async (known, _, context) => (await rowOf(known, context))?.status ?? null,
    identityNumber: async (known, _, context) => {
      const sealed = (await rowOf(known, context))?.identityNumberEncrypted ?? null;
      return sealed === null ? null : masked(sealed, context);
    },
    employments: ({ pid }, args, context) =>
      context.loaders.employmentsOfPerson.load(pid, { asOf: dayOf(args, context) }),
    offQuotaEmployments: ({ pid }, args, context) =>
      context.loaders.offQuotaOfPerson.load(pid, { asOf: dayOf(args, context) }),
    retirement: ({ pid }, _, { loaders }) => loaders.retirement.load(pid, {}),
    death: ({ pid }, _, { loaders }) => loaders.death.load(pid, {}),
  },
  PersonConnection: connection<KnownPerson>(),
  Employment: { person, institution },
  EmploymentConnection: connection<Employment>(),
  OffQuotaEmployment: { person, institution },
  OffQuotaEmploymentConnection: connection<OffQuotaEmployment>(),
  Retirement: {
    person,
    institution: ({ institutionCode }) => (institutionCode === null ? null : { code: institutionCode }),
  },
  RetirementConnection: connection<Retirement>(),
  Death: { person },
  DeathConnection: connection<Death>(),
} satisfies Resolvers;

import { populationReader } from '../kit/database/populations.ts';
import { root } from '../kit/graph/fields.ts';
import { attendancePersons } from './attendance/loaders.ts';
import type { HrInstitutions, HrPersons, Resolvers } from './generated.ts';
import { hirePersons } from './hires/loaders.ts';
import { insuranceInstitutions, insurancePersons } from './insurance/loaders.ts';
import { personsOf } from './people/person.ts';
import { pensionPersons } from './pensions/loaders.ts';
import { peopleInstitutions, peoplePersons } from './people/populations.ts';

const persons = populationReader<HrPersons>({
  ...peoplePersons,
  ...hirePersons,
  ...insurancePersons,
  ...attendancePersons,
  ...pensionPersons,
});
const institutions = populationReader<HrInstitutions>({ ...peopleInstitutions, ...insuranceInstitutions });

/** Resolvers of whom standing rules run over. */
export const populationResolvers = {
  Query: {
    personsOfHr: root(async (args, context, columns) =>
      personsOf(await persons(args, context), context, columns),
    ),
    institutionsOfHr: root(async (args, context) =>
      (await institutions(args, context)).map((code) => ({ code })),
    ),
  },
} satisfies Resolvers;

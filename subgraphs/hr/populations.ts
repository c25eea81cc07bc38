import { populationReader } from '../kit/database/populations.ts';
import { orToday } from '../kit/graph/context.ts';
import { root } from '../kit/graph/fields.ts';
import { attendancePersons } from './attendance/loaders.ts';
import type { HrInstitutions, HrPersons, Resolvers } from './generated.ts';
import { hirePersons } from './hires/loaders.ts';
import { insuranceInstitutions, insurancePersons } from './insurance/loaders.ts';
import { personsOf } from './people/person.ts';
import { peopleInstitutions, peoplePersons } from './people/populations.ts';

const persons = populationReader<HrPersons>({
  ...peoplePersons,
  ...hirePersons,
  ...insurancePersons,
  ...attendancePersons,
});
const institutions = populationReader<HrInstitutions>({ ...peopleInstitutions, ...insuranceInstitutions });

/** Resolvers of whom standing rules run over. */
export const populationResolvers = {
  Query: {
    personsOfHr: root(async (args, context, columns) => {
      const { asOf, ...asked } = orToday(args, context);
      return personsOf(await persons(context.db, asked, asOf), context, columns);
    }),
    institutionsOfHr: root(async (args, context) => {
      const { asOf, ...asked } = orToday(args, context);
      return (await institutions(context.db, asked, asOf)).map((code) => ({ code }));
    }),
  },
} satisfies Resolvers;

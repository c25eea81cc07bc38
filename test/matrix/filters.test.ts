// Every argument that chooses rows says by which fields, and means the columns that its statement compares.
import { isObjectType, isRequiredArgument, type GraphQLArgument } from 'graphql';
import { departments } from '../../gateway/cli/departments.ts';
import { shareClasses } from '../../schema/catalogue.ts';
import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import { departmentSdl } from '../../schema/sdl.ts';
import { tableOf } from '../../subgraphs/kit/database/columns.ts';
import { givenIn } from '../../subgraphs/kit/execute/filters.ts';
import { filterQuestionsOf } from '../support/matrix-filters.ts';
import { openDepartment } from '../support/department.ts';

/** Properties that a field of another name shows. */
const SHOWN_BY: Readonly<Record<string, string>> = { institutionCode: 'institution', parentCode: 'parent' };

const isPaging = ({ name }: GraphQLArgument): boolean => name === 'first' || name === 'after';

describe.each(DEPARTMENT_NAMES)('%s', (name) => {
  it('says by which of its fields each argument chooses rows', async () => {
    const department = await openDepartment(departments[name]);
    try {
      const { schema } = department.subgraph;
      const classes = shareClasses(departmentSdl(name));
      const silent: string[] = [];
      let said = 0;
      for (const type of Object.values(schema.getTypeMap())) {
        if (!isObjectType(type) || type.name.startsWith('_') || type === schema.getMutationType()) continue;
        for (const field of Object.values(type.getFields()))
          for (const argument of field.args) {
            if (field.name.startsWith('_') || isPaging(argument) || isRequiredArgument(argument)) continue;
            const [given] = givenIn(type, field, { [argument.name]: true });
            said += 1;
            if (given === undefined || given.coordinates.some((coordinate) => !classes.has(coordinate)))
              silent.push(`${type.name}.${field.name}(${argument.name}:)`);
          }
      }
      expect(silent).toEqual([]);
      expect(said).toBeGreaterThan(10);
    } finally {
      await department.close();
    }
  });

  it('compares no column that they do not show', async () => {
    const department = await openDepartment(departments[name]);
    try {
      const columns = new Map(
        departments[name].entities.flatMap((entity) =>
          tableOf(entity).columns.map(({ column, property }) => [column, property] as const),
        ),
      );
      const comparedBy = async (query: string, variables: object): Promise<Set<string>> => {
        const { errors, statements } = await department.ask(query, { ...variables });
        expect(errors).toBeUndefined();
        const conditions = statements.map(({ text }) =>
          text
            .replace(/^.*? where /s, '')
            .replaceAll(/::\w+/g, '')
            .replace(/ order by .*$/s, ''),
        );
        return new Set(conditions.join(' ').match(/\b[a-z_]+\b/g));
      };
      const wrong: string[] = [];
      for (const { itself, coordinates, query, bare, variables } of filterQuestionsOf(
        department.subgraph.schema,
      )) {
        const before = await comparedBy(bare, variables);
        const shown = new Set(coordinates.map((coordinate) => coordinate.split('.')[1]));
        const [type, field] = itself.split(/[.(]/);
        // A count on a day, or of a category, is its own field.
        if (coordinates.includes(`${type}.${field}`) || coordinates.some((each) => each.includes('Count.')))
          continue;
        for (const word of await comparedBy(query, variables)) {
          const property = columns.get(word);
          if (before.has(word) || property === undefined) continue;
          if (!shown.has(SHOWN_BY[property] ?? property)) wrong.push(`${itself} compares ${property}`);
        }
      }
      // How long a sanction bars is worked out from its measure, and shown as the end of it.
      expect(
        wrong.filter((each) => !/\((inInfluenceOn|influenceEndsBefore):\) compares measure$/.test(each)),
      ).toEqual([]);
    } finally {
      await department.close();
    }
  });
});

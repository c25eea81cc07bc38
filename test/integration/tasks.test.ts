// Tasks of a department: registered, seen and ended by its own staff.
import type { Asker, Viewer } from '../../schema/sharing.ts';
import { discipline } from '../../subgraphs/discipline/main.ts';
import { askerOf, viewerWith } from '../support/sharing.ts';
import { openSharingDepartment, type SharingDepartment } from '../support/sharing-department.ts';

const FIELDS =
  'id kind documentNumber title people units validFrom validTo state hindrance registeredBy version';
const REGISTER = `mutation ($input: TaskInput!) { task: registerTaskOfDiscipline(input: $input) { ${FIELDS} } }`;
const END = `mutation ($id: ID!, $version: Int!) { task: endTaskOfDiscipline(id: $id, version: $version) { id state version hindrance } }`;
const ONE = `query ($id: ID!) { task: taskOfDiscipline(id: $id) { ${FIELDS} } }`;
const LIST =
  'query ($mine: Boolean) { tasks: tasksOfDiscipline(mine: $mine) { totalCount nodes { title hindrance } } }';

const input = {
  kind: 'INVESTIGATION',
  documentNumber: '案〔2026〕1号',
  title: '核查吃空饷线索',
  people: ['investigator', 'investigator', ' other '],
  validFrom: '2026-01-01',
};
const person = (said: Partial<Viewer>): Asker => askerOf(viewerWith(said));
const investigator = person({ subject: 'investigator', department: 'discipline', roles: ['investigator'] });
const clerk = person({ subject: 'clerk', department: 'discipline', roles: ['clerk'] });

describe('tasks of discipline', () => {
  let office: SharingDepartment;
  beforeAll(async () => {
    office = await openSharingDepartment(discipline);
  });
  afterAll(() => office.close());

  const register = (asker: Asker | undefined, changed: object = {}) =>
    office.ask(asker, REGISTER, { input: { ...input, ...changed } });

  it('are registered and ended, and fed to whoever follows', async () => {
    const { data, errors } = await register(investigator, { units: ['A', 'A'] });
    const id = data['task']?.['id'];
    expect(errors).toEqual([]);
    expect(data['task']).toEqual({
      ...input,
      id,
      people: ['investigator', 'other'],
      units: ['A'],
      validTo: null,
      state: 'ACTIVE',
      hindrance: null,
      registeredBy: 'investigator',
      version: 1,
    });
    expect((await office.ask(undefined, ONE, { id })).data['task']).toEqual(data['task']);
    expect((await office.ask(clerk, ONE, { id })).data['task']).toMatchObject({ hindrance: 'NOT_ON_TASK' });
    expect((await office.ask(clerk, END, { id, version: 2 })).errors).toMatchObject([
      { code: 'VERSION_STALE' },
    ]);
    const ended = await office.ask(investigator, END, { id, version: 1 });
    expect(ended.data['task']).toEqual({ id, state: 'ENDED', version: 2, hindrance: 'ENDED' });
    expect((await office.ask(clerk, END, { id, version: 2 })).errors).toMatchObject([{ code: 'TASK_ENDED' }]);
    expect(await office.query('select fact, subject, document from change order by id')).toEqual(
      [1, 2].map(() => ({ fact: 'task', subject: id, document: input.documentNumber })),
    );
  });

  it('are listed, the newest first, all or one’s own', async () => {
    await register(clerk, { title: '一', people: ['clerk'] });
    await register(clerk, { title: '二', people: ['clerk', 'investigator'], validFrom: '2026-07-01' });
    const titles = async (asker: Asker | undefined, mine?: boolean) => {
      const { data, errors } = await office.ask(asker, LIST, { mine });
      expect(errors).toEqual([]);
      return (data['tasks']?.['nodes'] as { title: string; hindrance: string | null }[]).map(
        ({ title, hindrance }) => `${title} ${hindrance ?? ''}`.trim(),
      );
    };
    expect((await titles(clerk)).slice(0, 2)).toEqual(['二 NOT_YET_IN_FORCE', '一']);
    expect(await titles(clerk, true)).toEqual(['二 NOT_YET_IN_FORCE', '一']);
    expect((await titles(investigator, true))[0]).toBe('二 NOT_YET_IN_FORCE');
    expect((await titles(undefined)).length).toBeGreaterThanOrEqual(2);
  });

  it('are none of anybody’s who is not of the department’s staff', async () => {
    const { data } = await register(clerk);
    const { id } = data['task'] as { id: string };
    const strangers = [
      person({ subject: 'investigator', department: 'hr', roles: ['director'] }),
      person({ subject: 'investigator', department: 'discipline' }),
      person({ subject: 'investigator', roles: ['unit-hr'], units: ['A'] }),
    ];
    for (const stranger of strangers)
      for (const [text, variables] of [
        [ONE, { id }],
        [LIST, {}],
        [END, { id, version: 1 }],
        [REGISTER, { input }],
      ] as const) {
        const answer = await office.ask(stranger, text, variables);
        expect(Object.values(answer.data)).toEqual([null]);
        expect(answer.errors).toMatchObject([{ code: 'FORBIDDEN' }]);
      }
    for (const [text, variables] of [
      [END, { id, version: 1 }],
      [REGISTER, { input }],
    ] as const)
      expect((await office.ask(undefined, text, variables)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it.each([{ people: [] }, { people: [' '] }, { units: [] }, { title: '' }, { validTo: '2025-01-01' }])(
    'are refused with %j',
    async (changed) => {
      expect((await register(clerk, changed)).errors).toMatchObject([{ code: 'VALUE_INVALID' }]);
    },
  );

  it.each(['0', '999999', '1e3', "1'", '9'.repeat(30), ''])('have none of the number %j', async (id) => {
    expect(await office.ask(clerk, ONE, { id })).toEqual({ data: { task: null }, errors: [] });
    expect((await office.ask(clerk, END, { id, version: 1 })).errors).toMatchObject([
      { code: 'TASK_UNKNOWN' },
    ]);
  });
});

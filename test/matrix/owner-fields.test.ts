// What every owner answers about its sharing shows others their own part of it, and nothing of whether more exists.
import pg from 'pg';
import { departments } from '../../gateway/cli/departments.ts';
import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import { asOwnedBy } from '../../schema/sdl.ts';
import type { Asker } from '../../schema/sharing.ts';
import { agree } from '../support/matrix-agreements.ts';
import type { Agreed } from '../support/matrix-oracle.ts';
import { askerOf, purposeFor, viewerWith } from '../support/sharing.ts';
import { openSharingDepartment, type SharingDepartment } from '../support/sharing-department.ts';

/** A page of agreements, as far as it says whose they are. */
interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly consumer: { readonly kind: string; readonly name: string | null } }[];
}

const agreed = (consumer: Agreed['consumer'], state: Agreed['state'] = 'GRANTED'): Agreed => ({
  consumer,
  kinds: consumer[0] === 'UNITS' ? [] : ['INVESTIGATION'],
  patterns: ['Person.pid'],
  institutions: null,
  from: '2026-01-01',
  to: null,
  state,
});

describe.each(DEPARTMENT_NAMES)('%s', (owner) => {
  const [one = owner, two = owner] = DEPARTMENT_NAMES.filter((name) => name !== owner);
  const staff = (name: typeof owner): Asker =>
    askerOf(
      viewerWith({ subject: `clerk of ${name}`, department: name, roles: ['clerk'] }),
      purposeFor(name),
    );
  const outsiders: readonly (readonly [string, Asker])[] = [
    ['staff of one', staff(one)],
    ['staff of another', staff(two)],
    ['an officer', askerOf(viewerWith({ roles: ['unit-hr'], units: ['A'] }))],
    ['a system', askerOf(viewerWith({ kind: 'system', clientId: 'partner', department: two }))],
    ['own, no role', askerOf(viewerWith({ department: owner }))],
    ['nobody', askerOf(viewerWith())],
  ];
  let office: SharingDepartment;
  beforeAll(async () => {
    office = await openSharingDepartment(departments[owner]);
    const db = new pg.Client({ connectionString: office.appUrl });
    await db.connect();
    const all: Agreed[] = [
      agreed(['DEPARTMENT', one]),
      agreed(['DEPARTMENT', one], 'REFUSED'),
      agreed(['DEPARTMENT', two], 'SUSPENDED'),
      agreed(['CLIENT', 'partner']),
      agreed(['CLIENT', one]),
      agreed(['UNITS', null]),
    ];
    for (const [index, each] of all.entries()) await agree(db, owner, each, `number ${index}`);
    await db.query(
      `insert into task (kind, document_number, title, people, units, valid_from, valid_to, registered_by)
       values ('INVESTIGATION', 'hidden number', 'hidden title', array['clerk of ${one}'], null, '2026-01-01', null, 'x')`,
    );
    await db.end();
  });
  afterAll(() => office.close());

  const as = (text: string): string => asOwnedBy(owner, text);
  const said = async (asker: Asker, text: string): Promise<string> =>
    JSON.stringify(await office.ask(asker, as(text)));

  it('shows whoever asks the agreements that they are party to, and counts no other', async () => {
    const text =
      '{ agreementsOfOwner { totalCount pageInfo { hasNextPage } nodes { consumer { kind name } } } }';
    const parties: Record<string, unknown> = {};
    for (const [name, asker] of outsiders) {
      const { data, errors } = await office.ask(asker, as(text));
      const page = data[as('agreementsOfOwner')] as Page | null;
      parties[name] =
        page === null
          ? errors.map(({ code }) => code)
          : [page.totalCount, ...page.nodes.map(({ consumer }) => `${consumer.kind} ${consumer.name ?? ''}`)];
    }
    expect(parties).toEqual({
      'staff of one': [2, `DEPARTMENT ${one}`, `DEPARTMENT ${one}`],
      'staff of another': [1, `DEPARTMENT ${two}`],
      'an officer': [1, 'UNITS '],
      'a system': [2, 'CLIENT partner', `DEPARTMENT ${two}`],
      'own, no role': [0],
      nobody: ['FORBIDDEN'],
    });
  });

  it('says of tasks, agreements and accesses of others no more than that they are none of theirs', async () => {
    const pairs: readonly (readonly [string, string])[] = [
      ['{ it: taskOfOwner(id: "1") { title } }', '{ it: taskOfOwner(id: "99") { title } }'],
      ['{ it: tasksOfOwner { totalCount } }', '{ it: tasksOfOwner(mine: true) { totalCount } }'],
      [
        'mutation { it: endTaskOfOwner(id: "1", version: 1) { id } }',
        'mutation { it: endTaskOfOwner(id: "99", version: 1) { id } }',
      ],
      [
        'mutation { it: decideAgreementOfOwner(id: "1", version: 2, decision: END) { id } }',
        'mutation { it: decideAgreementOfOwner(id: "99", version: 7, decision: END) { id } }',
      ],
      [
        '{ it: accessesOfOwner { totalCount } }',
        `{ it: accessesOfOwner(pid: "${'a'.repeat(32)}", department: "${owner}") { totalCount } }`,
      ],
    ];
    for (const [name, asker] of outsiders)
      for (const [there, nowhere] of pairs) {
        const answer = await said(asker, there);
        expect([name, answer]).toEqual([name, await said(asker, nowhere)]);
        expect(answer).toMatch(/"code":"(FORBIDDEN|ACCESSES_REFUSED)"/);
        expect(answer).toContain('"data":{"it":null}');
        expect(answer).not.toContain('hidden');
      }
  });
});

// The agreements and tasks of the demo: they hold together, and give each person of the demo the questions that are theirs.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { claimsOf } from '../../../../gateway/issuer/claims.ts';
import { PARTNER } from '../../../../gateway/issuer/clients.ts';
import { DEMO_UNIT as ISSUED_UNIT, isPersonName, PERSON_NAMES } from '../../../../gateway/issuer/people.ts';
import { readOperations } from '../../../../gateway/web/console/operations.ts';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../../schema/departments.ts';
import { departmentSdl, SCHEMA_DIRECTORY } from '../../../../schema/sdl.ts';
import type { Purpose, Role, Viewer } from '../../../../schema/sharing.ts';
import { DEMO_AGREEMENTS, DEMO_UNIT } from '../../../../subgraphs/demo/sharing/agreements.ts';
import { RULE_READS } from '../../../../subgraphs/demo/sharing/rule-reads.ts';
import { DEMO_TASKS } from '../../../../subgraphs/demo/sharing/tasks.ts';
import { shareClasses } from '../../../../schema/catalogue.ts';
import { checkCoordinates } from '../../../../subgraphs/kit/sharing/coordinates.ts';
import { decide } from '../../../../subgraphs/kit/sharing/decide.ts';
import type { Decision } from '../../../../subgraphs/kit/sharing/guard.ts';
import { requireDecider } from '../../../../subgraphs/kit/sharing/rights.ts';
import { viewerWith } from '../../../support/sharing.ts';

const CLASSES = new Map(DEPARTMENT_NAMES.map((name) => [name, shareClasses(departmentSdl(name))]));
const TODAY = '2026-06-15';

const viewerNamed = (subject: string): Viewer => {
  const claims = claimsOf(subject);
  if (claims === undefined) throw new Error(`${subject} is nobody of the demo`);
  return viewerWith({
    subject,
    kind: subject === PARTNER ? 'system' : 'person',
    clientId: subject === PARTNER ? PARTNER : 'console',
    roles: claims.roles as readonly Role[],
    department: claims.department as DepartmentName | undefined,
    units: claims.units,
  });
};

const purposeOf = (documentNumber: string): Purpose => {
  const task = DEMO_TASKS.find((candidate) => candidate.documentNumber === documentNumber);
  if (task === undefined) throw new Error(`no task ${documentNumber}`);
  return { id: '1', ...task };
};

const decided = (
  owner: DepartmentName,
  coordinate: string,
  subject: string,
  purpose: Purpose | null,
): Decision =>
  decide({
    owner,
    coordinate,
    shareClass: CLASSES.get(owner)?.get(coordinate) ?? 'WITHHELD',
    asker: { viewer: viewerNamed(subject), purpose },
    agreements: DEMO_AGREEMENTS.filter((agreement) => agreement.owner === owner).map((agreement) => ({
      ...agreement,
      state: 'GRANTED',
    })),
    today: TODAY,
  });

const api = buildSchema(readFileSync(path.join(SCHEMA_DIRECTORY, 'api.graphql'), 'utf8'));

const coordinatesOf = (text: string): string[] => {
  const coordinates = new Set<string>();
  const info = new TypeInfo(api);
  visit(
    parse(text),
    visitWithTypeInfo(info, {
      Field: () => {
        coordinates.add(`${info.getParentType()?.name}.${info.getFieldDef()?.name}`);
      },
    }),
  );
  return [...coordinates];
};

/** Fields of a question that somebody is refused: by whichever owner has it, where it is not the key of all. */
const refusedIn = (text: string, subject: string, purpose: Purpose | null): string[] =>
  coordinatesOf(text).filter((coordinate) =>
    DEPARTMENT_NAMES.some(
      (owner) =>
        CLASSES.get(owner)?.has(coordinate) === true &&
        decided(owner, coordinate, subject, purpose).kind === 'REFUSED',
    ),
  );

const { operations } = readOperations(path.join(SCHEMA_DIRECTORY, 'operations'));
const answered = (subject: string, documentNumber?: string): string[] =>
  operations.flatMap(({ id, document }) =>
    refusedIn(document, subject, documentNumber === undefined ? null : purposeOf(documentNumber)).length === 0
      ? [id.slice(0, 2)]
      : [],
  );

const ALL = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13'];

it.each([
  ['investigator', '巡〔2025〕3号', ALL],
  ['investigator', '纪案〔2025〕12号', ALL],
  ['investigator', undefined, []],
  ['director', '编办规〔2025〕1号', ['01', '03', '04', '06', '07', '08', '09', '11', '12', '13']],
  ['section-clerk', '编办〔2025〕27号', ['01', '03', '04', '06', '07', '08', '09', '11', '12', '13']],
  ['section-clerk', undefined, []],
  ['organization-clerk', '组通〔2025〕8号', ['06', '11']],
  ['hr-clerk', '人社〔2025〕15号', []],
  ['finance-clerk', '财规〔2025〕4号', []],
  // Of the own unit.
  ['unit-hr', undefined, ['03']],
  [PARTNER, '组规〔2025〕2号', []],
] as const)('gives %s for %s all fields of the stored questions %j', (subject, documentNumber, ids) => {
  expect(answered(subject, documentNumber)).toEqual(ids);
});

it.each([
  ['编办规〔2025〕1号', ['Person.dismissedOn', 'Person.inInfluencePeriod', 'Query.personsOfDiscipline']],
  ['编办督〔2025〕1号', ['Person.dismissedOn', 'Query.personsOfDiscipline']],
  ['编办〔2025〕27号', ['Person.inInfluencePeriod']],
] as const)('tells the establishment office for %s of sanctions %j, and nothing else', (document, fields) => {
  const purpose = purposeOf(document);
  const served = [...(CLASSES.get('discipline') ?? [])].flatMap(([coordinate, shareClass]) =>
    shareClass !== 'OPEN' && decided('discipline', coordinate, 'director', purpose).kind !== 'REFUSED'
      ? [coordinate]
      : [],
  );
  expect(served.toSorted()).toEqual(fields);
});

it('shares what rules read with those who oversee, and with nobody else of the demo', () => {
  const lacking = (subject: string, document: string | undefined): string[] =>
    DEPARTMENT_NAMES.filter((owner) =>
      RULE_READS[owner].some((coordinate) => {
        const purpose = document === undefined ? null : purposeOf(document);
        return decided(owner, coordinate, subject, purpose).kind !== 'SERVED';
      }),
    );
  expect(lacking('investigator', '巡〔2025〕3号')).toEqual([]);
  for (const subject of ['section-clerk', 'director']) {
    expect(lacking(subject, '编办督〔2025〕1号')).toEqual(['discipline']);
    expect(lacking(subject, undefined)).toEqual(DEPARTMENT_NAMES.filter((name) => name !== 'establishment'));
  }
  expect(lacking('investigator', undefined)).toEqual(
    DEPARTMENT_NAMES.filter((name) => name !== 'discipline'),
  );
  for (const [subject, document, own] of [
    ['organization-clerk', '组通〔2025〕8号', 'organization'],
    [PARTNER, '组规〔2025〕2号', undefined],
    ['hr-clerk', '人社〔2025〕15号', 'hr'],
    ['finance-clerk', '财规〔2025〕4号', 'finance'],
    ['unit-hr', undefined, undefined],
  ] as const)
    expect([subject, lacking(subject, document)]).toEqual([
      subject,
      DEPARTMENT_NAMES.filter((name) => name !== own),
    ]);
});

it('gives whole identity numbers for a case only, and to the establishment office whether one is right', () => {
  const served = (coordinate: string, subject: string, documentNumber: string): boolean =>
    decided('hr', coordinate, subject, purposeOf(documentNumber)).kind !== 'REFUSED';
  const [WHOLE, MATCHES] = ['Person.identityNumberInFull', 'Person.identityNumberMatches'];
  expect(served(WHOLE, 'investigator', '纪案〔2025〕12号')).toBe(true);
  // An inspection is given every field of persons that `Person.*` names.
  expect(served('Person.identityNumber', 'investigator', '巡〔2025〕3号')).toBe(true);
  expect(served(WHOLE, 'investigator', '巡〔2025〕3号')).toBe(false);
  expect(served(MATCHES, 'section-clerk', '编办〔2025〕27号')).toBe(true);
  expect(served(WHOLE, 'section-clerk', '编办〔2025〕27号')).toBe(false);
  expect(served(MATCHES, 'organization-clerk', '组通〔2025〕8号')).toBe(false);
});

it('keeps within one unit: the partner’s system, the officer of the unit, a case about the unit', () => {
  const scoped = { kind: 'SCOPED', institutions: [DEMO_UNIT] };
  const partner = purposeOf('组规〔2025〕2号');
  expect(decided('finance', 'Institution.paidHeadcount', PARTNER, partner)).toEqual(scoped);
  expect(decided('finance', 'Institution.payroll', PARTNER, partner).kind).toBe('REFUSED');
  expect(decided('finance', 'Institution.paidHeadcount', 'organization-clerk', partner).kind).toBe('REFUSED');
  expect(decided('hr', 'Institution.staff', 'unit-hr', null)).toEqual(scoped);
  expect(decided('establishment', 'Institution.seats', 'unit-hr', null)).toEqual(scoped);
  expect(decided('hr', 'Person.name', 'investigator', purposeOf('纪案〔2025〕12号'))).toEqual(scoped);
});

it('names fields that exist and need an agreement, and each document once at its owner', () => {
  for (const { owner, coordinates } of DEMO_AGREEMENTS)
    expect(() => checkCoordinates(owner, CLASSES.get(owner)!, coordinates)).not.toThrow();
  const documents = DEMO_AGREEMENTS.map(({ owner, documentNumber }) => `${owner} ${documentNumber}`);
  expect(new Set(documents).size).toBe(documents.length);
});

it('names people of the demo issuer, each where they belong', () => {
  const known = new Set<string>([...PERSON_NAMES, PARTNER]);
  for (const { owner, requestedBy, grantedBy } of DEMO_AGREEMENTS) {
    expect(known).toContain(requestedBy);
    expect(() => requireDecider(owner, viewerNamed(grantedBy))).not.toThrow();
  }
  for (const { department, people, registeredBy } of DEMO_TASKS)
    for (const name of [...people, registeredBy]) expect(viewerNamed(name).department).toBe(department);
  expect(isPersonName('unit-hr')).toBe(true);
  expect(DEMO_UNIT).toBe(ISSUED_UNIT);
});

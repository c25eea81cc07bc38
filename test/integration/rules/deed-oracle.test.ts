// What rules say to a deed beforehand is what plain SQL finds once the deed is really done, over deeds by chance.
import fc from 'fast-check';
import type { DepartmentName } from '../../../schema/departments.ts';
import { district } from '../../support/demo/district.ts';
import { openDeedDistrict, type DeedDistrict } from '../../support/deeds.ts';
import { doneAndTakenBack, type AskedDeed } from '../../support/deeds-done.ts';
import { askerOf, viewerWith } from '../../support/sharing.ts';

/** Deeds that are tried. */
const DEEDS = Number(process.env['FOURNETS_DEEDS'] ?? 16);

const DOERS: Readonly<Record<AskedDeed['field'], DepartmentName>> = {
  mayAppoint: 'organization',
  mayHire: 'hr',
  mayPay: 'finance',
  mayPromote: 'organization',
};

let deeds: DeedDistrict;
let persons: readonly string[];
let units: readonly string[];

const column = async (sql: string): Promise<string[]> =>
  (await deeds.ruled.merged.query(sql)).map(({ key }) => String(key));

beforeAll(async () => {
  deeds = await openDeedDistrict(district(600, 11, '2026-10'));
  persons = await column(`select pid as key from hr.person order by 1`);
  units = await column(`select distinct institution_code as key from establishment.quota order by 1`);
}, 120_000);
afterAll(() => deeds.close());

const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-10-${String(number).padStart(2, '0')}`);
const about = fc.record({
  // Half of them where they work: else almost every deed is one of somebody elsewhere.
  person: fc.nat(),
  unit: fc.option(fc.nat()),
});

const given: Readonly<Record<AskedDeed['field'], fc.Arbitrary<Record<string, string>>>> = {
  mayPay: fc.record({ month: fc.constantFrom('2026-10', '2026-11'), gross: fc.constant('5000.00') }),
  mayHire: fc
    .record({
      on: day,
      category: fc.constantFrom('ADMINISTRATIVE', 'PUBLIC_INSTITUTION'),
      approved: fc.boolean(),
    })
    .map(({ approved, ...hire }) => ({
      ...hire,
      way: 'CIVIL_SERVICE_EXAM',
      ...(approved
        ? { approvalNumber: '编〔2026〕9号', approvedOn: '2026-09-30', approvalExpiresOn: '2026-11-30' }
        : {}),
    })),
  mayAppoint: fc.record({
    on: day,
    title: fc.constant('新任职务'),
    level: fc.constantFrom('TOWNSHIP_DEPUTY', 'TOWNSHIP_HEAD', 'COUNTY_DEPUTY'),
    role: fc.constantFrom('HEAD', 'DEPUTY', 'MEMBER'),
  }),
  mayPromote: fc.record({ on: day, rank: fc.constantFrom('CLERK_1', 'PRINCIPAL_2', 'CONSULTANT_4') }),
};

const FIELDS = ['mayAppoint', 'mayHire', 'mayPay', 'mayPromote'] as const;
const asked = fc
  .constantFrom(...FIELDS)
  .chain((field) => fc.record({ field: fc.constant(field), about, given: given[field] }));

const unitOf = async (person: string): Promise<string | undefined> =>
  (
    await column(
      `select institution_code as key from establishment.seat where pid = '${person}' order by valid_from desc limit 1`,
    )
  )[0];

/** Verdicts that were given, so that not all of them are the same. */
const seen = new Set<string>();

const isKnown = async (deed: AskedDeed): Promise<boolean> =>
  doneAndTakenBack(deeds.ruled, deed, '2026-10-28').then(
    () => false,
    (error: unknown) => String(error).includes('duplicate key'),
  );

/** What was said of a deed and is not so once it is done, or the other way round. */
const wrongAbout = async (deed: AskedDeed): Promise<unknown[]> => {
  const asker = askerOf(viewerWith({ department: DOERS[deed.field], roles: ['clerk'] }));
  const said = await deeds.ask(deed.field, deed.given, asker);
  if (!('allowed' in said)) {
    const codes = said.map((error) => ('code' in error ? error.code : undefined));
    return codes[0] === 'FACT_KNOWN' && (await isKnown(deed)) ? [] : codes;
  }
  const { allowed, asOf, wouldFire, standing, undecided } = said;
  const { before, after } = await doneAndTakenBack(deeds.ruled, deed, asOf ?? '');
  const firing = new Set(wouldFire.map(({ rule }) => rule));
  const fresh = [...after].filter((rule) => !before.has(rule));
  seen.add(allowed);
  return [
    ...undecided,
    ...[...wouldFire, ...standing].filter(({ rule }) => !after.has(rule)),
    ...fresh.filter((rule) => !firing.has(rule)),
    ...(allowed === 'GREEN' ? fresh : []),
  ];
};

it(`finds what is found once it is done, of ${DEEDS} deeds`, async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ field, about: who, given: more }) => {
      const person = persons[who.person % persons.length]!;
      const elsewhere = who.unit === null ? undefined : units[who.unit % units.length];
      const institution = elsewhere ?? (await unitOf(person)) ?? units[0]!;
      expect(await wrongAbout({ field, given: { person, institution, ...more } })).toEqual([]);
    }),
    { numRuns: DEEDS, seed: 7 },
  );
  expect([...seen]).toEqual(expect.arrayContaining(['GREEN', 'RED']));
}, 120_000);

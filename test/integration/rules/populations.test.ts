// Whom standing rules run over as the other four departments know them, held against plain SQL over a planted district.
import fc from 'fast-check';
import { isEnumType, type GraphQLEnumType } from 'graphql';
import { apiSchemaOf } from '../../../gateway/compose/api-schema.ts';
import type { DepartmentName } from '../../../schema/departments.ts';
import { district } from '../../support/demo/district.ts';
import { holds } from '../../support/oracle/oracle.ts';
import {
  anyPart,
  keysIn,
  partOf,
  type PopulationOracle,
  type PopulationPart,
} from '../../support/populations.ts';
import { openRuledDistrict, SUPERGRAPH, type RuledDistrict } from '../../support/rules.ts';

/** Parts of each population that are asked for; `FOURNETS_POPULATION_RUNS` for more. */
const RUNS = Number(process.env['FOURNETS_POPULATION_RUNS'] ?? 12);

const inForce = (from: string, and = 'true'): PopulationOracle => ({
  from: `${from} as row`,
  where: `${holds('row', '$1::date')} and ${and}`,
});
const until = (from: string, event: string, and = 'true'): PopulationOracle => ({
  from,
  where: `not ${event} > $1::date and ${and}`,
  event,
});
const month = (column: string, is: '=' | '<='): string =>
  `(${column} || '-01')::date ${is} date_trunc('month', $1::date)::date`;

type Populations = Readonly<Record<string, PopulationOracle>>;

const PERSONS: Readonly<Partial<Record<DepartmentName, Populations>>> = {
  hr: {
    DIED: until('hr.death', 'died_on'),
    RETIRED: until('hr.retirement', 'effective_on'),
    EMPLOYED: inForce('hr.employment'),
    ABSENT: {
      from: 'hr.attendance',
      where: `days_due > 0 and days_present + days_leave = 0 and ${month('month', '<=')}`,
    },
    ENTERPRISE_INSURED: inForce('hr.insurance', "payer_kind = 'ENTERPRISE'"),
    HIRED: until('hr.hire', 'hired_on'),
    PENSIONED: { from: 'hr.pension_payment', where: month('month', '<=') },
    OF_AGE: {
      from: `hr.person as someone left join hr.retirement using (pid)`,
      where: `retirement.id is null and (born_on + case
          when sex = 'MALE' then interval '59 years'
          when sex = 'FEMALE' and pid not in (select job.pid from hr.employment as job
            where kind = 'SUPPORT_WORKER' and ${holds('job', '$1::date')}) then interval '54 years'
          else interval '49 years' end)::date <= $1::date
        and pid in (select job.pid from hr.employment as job where ${holds('job', '$1::date')})`,
    },
  },
  finance: {
    PAID: { from: 'finance.payment', where: `kind = 'REGULAR' and ${month('month', '=')}` },
    PAID_BY_SEVERAL: {
      from: 'finance.payment as one join finance.payment as other using (pid, month, kind)',
      where: `kind = 'REGULAR' and one.institution_code < other.institution_code and ${month('month', '<=')}`,
    },
  },
  organization: {
    LEADING: inForce('organization.appointment', "role in ('HEAD', 'DEPUTY')"),
    APPOINTED: inForce('organization.appointment'),
    ON_LOAN: {
      from: 'organization.loan',
      where: "daterange(started_on, coalesce(returned_on, 'infinity')) @> $1::date",
    },
  },
  discipline: {
    SANCTIONED: until('discipline.decision', 'effective_on'),
    LOWERED: until(
      'discipline.decision',
      'effective_on',
      "measure in ('ADMIN_DEMOTION', 'ADMIN_REMOVAL', 'INSTITUTION_POST_LOWERED')",
    ),
    DISMISSED: until('discipline.decision', 'effective_on', "measure like '%\\_DISMISSAL'"),
  },
};

const INSTITUTIONS: Readonly<Partial<Record<DepartmentName, Populations>>> = {
  hr: {
    OFF_QUOTA: inForce('hr.off_quota_staff'),
    INSURING: {
      ...inForce('hr.insurance', "payer_kind = 'PUBLIC' and payer_code is not null"),
      unit: 'payer_code',
    },
  },
  finance: {
    BUDGETED: { from: 'finance.budget_headcount', where: 'true' },
    SPENDING: { from: 'finance.operating_spend', where: 'true' },
    AGENCY: { from: 'finance.agency_payment', where: 'true' },
  },
  organization: {
    APPOINTING: inForce('organization.appointment'),
    LED: inForce(
      'organization.appointment',
      "role in ('HEAD', 'DEPUTY') and internal_body is null and not concurrent",
    ),
    BODIED: inForce('organization.appointment', 'internal_body is not null'),
  },
};

const KINDS = [
  { name: 'Persons', key: 'pid', scalar: 'Pid', odd: '8'.repeat(32), all: PERSONS },
  { name: 'Institutions', key: 'code', scalar: 'InstitutionCode', odd: 'M', all: INSTITUTIONS },
] as const;

interface Case extends Pick<(typeof KINDS)[number], 'key' | 'odd'> {
  readonly of: string;
  readonly question: string;
  readonly oracle: PopulationOracle;
}

const CASES = KINDS.flatMap(({ name, key, scalar, odd, all }) =>
  Object.entries(all).flatMap(([owner, populations]) => {
    const label = owner.charAt(0).toUpperCase() + owner.slice(1);
    const question = `query ($of: ${label}${name}!, $among: [${scalar}!], $after: ${scalar}, $upTo: ${scalar}, $since: Date, $first: Int, $asOf: Date) {
      found: ${name.toLowerCase()}Of${label}(of: $of, among: $among, after: $after, upTo: $upTo, since: $since, first: $first, asOf: $asOf) { ${key} } }`;
    return Object.entries(populations).map(([of, oracle]): [string, Case] => [
      `${of} of ${owner}`,
      { of, key, odd, question, oracle },
    ]);
  }),
);

/** `hr` of `HrPersons`. */
const ownerOf = (type: string): string => type.replace(/(Persons|Institutions)$/, '').toLowerCase();

const ODD_PID = 'f'.repeat(32);
/** What no district has: rows that begin, end and happen on the very days, and those that are nearly of a population. */
const ODD: readonly (readonly [DepartmentName, string])[] = [
  ['hr', "insert into person (pid, name, born_on, status) values ($1, '某人', '1975-06-30', 'ACTIVE')"],
  ['hr', "insert into death (pid, died_on) values ($1, '2025-06-30')"],
  [
    'hr',
    `insert into employment (pid, institution_code, kind, valid_from, valid_to)
     select $1, 'ODD', min(kind), '2024-01-31'::date, '2025-06-30'::date from employment union all
     select $1, 'ODD', min(kind), '2025-06-30', null from employment`,
  ],
  [
    'hr',
    "insert into hire (pid, institution_code, way, hired_on) select $1, 'ODD', min(way), '2024-01-31'::date from hire",
  ],
  [
    'hr',
    `insert into insurance (pid, scheme, payer_name, payer_code, payer_kind, valid_from, valid_to)
     select $1, min(scheme), 'ODD', null, 'PUBLIC', '2019-12-31'::date, null::date from insurance union all
     select $1, min(scheme), 'ENDED', 'ENDED', 'PUBLIC', '2019-12-31', '2024-01-31' from insurance union all
     select $1, min(scheme), 'FIRM', 'FIRM', 'ENTERPRISE', '2024-01-31', '2025-06-30' from insurance`,
  ],
  [
    'hr',
    `insert into attendance (pid, institution_code, month, days_due, days_present, days_leave)
     values ($1, 'ODD', '2019-12', 20, 0, 1), ($1, 'ODD', '2024-01', 0, 0, 0), ($1, 'ODD', '2025-06', 20, 0, 0)`,
  ],
  [
    'finance',
    `insert into payment (pid, institution_code, month, kind, gross_fen)
     values ($1, 'ODD', '2024-01', 'REGULAR', 1), ($1, 'OTHER', '2024-01', 'BONUS', 1),
            ($1, 'ODD', '2025-06', 'REGULAR', 1), ($1, 'OTHER', '2025-06', 'REGULAR', 1)`,
  ],
  [
    'organization',
    `insert into appointment (pid, institution_code, internal_body, title, role, concurrent, valid_from, valid_to)
     values ($1, 'LENT', null, '主任', 'HEAD', true, '2019-12-31', null), ($1, 'ODD', null, '主任', 'HEAD', false, '2024-01-31', '2025-06-30'),
            ($1, 'BODY', '办公室', '科员', 'MEMBER', false, '2025-06-30', null)`,
  ],
  [
    'organization',
    `insert into loan (pid, from_institution_code, to_institution_code, kind, started_on, returned_on)
     values ($1, 'ODD', 'LENT', 'LOAN', '2024-01-31', '2025-06-30')`,
  ],
  [
    'discipline',
    `insert into decision (pid, institution_code, system, measure, document_number, effective_on)
     values ($1, 'ODD', 'ADMINISTRATIVE', 'ADMIN_DEMOTION', '一', '2025-06-30'), ($1, 'ODD', 'ADMINISTRATIVE', 'ADMIN_DISMISSAL', '二', '2024-01-31')`,
  ],
];

let ruled: RuledDistrict;
let days: readonly string[];

beforeAll(async () => {
  ruled = await openRuledDistrict(district(600, 1));
  days = [ruled.asOf, '2025-06-30', '2024-01-31', '2019-12-31'];
  for (const [owner, statement] of ODD) await ruled.merged.queryAs(owner, statement, [ODD_PID]);
}, 120_000);
afterAll(() => ruled.close());

const answered = async ({ key, of, question }: Case, asked: PopulationPart): Promise<string[]> => {
  const { found } = await ruled.graph.request(question, { of, ...asked });
  return (found as Record<string, string>[]).map((row) => row[key] ?? '');
};

const keysOf = ({ key, oracle }: Case, asked: PopulationPart): Promise<string[]> =>
  keysIn(ruled.merged.query, key, oracle, asked);

it.each(CASES)('pages through %s on each day without loss or repeat', async (_name, one) => {
  for (const [index, asOf] of days.entries()) {
    const found: string[] = [];
    for (let page = ['']; page.length > 0;) {
      page = await answered(one, { asOf, first: 90, after: found.at(-1) });
      found.push(...page);
    }
    expect(found).toEqual(await keysOf(one, { asOf }));
    expect(found.length > 0 || index > 0).toBe(true);
  }
});

it.each(CASES)('has any part of %s: of some, between two keys, since a day', async (_name, one) => {
  const keys = [...(await keysOf(one, { asOf: ruled.asOf })), one.odd];
  await fc.assert(
    fc.asyncProperty(anyPart(keys, days), async (asked) => {
      expect(await answered(one, asked)).toEqual(partOf(await keysOf(one, asked), asked));
    }),
    { numRuns: RUNS },
  );
});

it('has an oracle for each population of the four', () => {
  const api = apiSchemaOf(SUPERGRAPH);
  const known = Object.values(api.getTypeMap())
    .filter((type): type is GraphQLEnumType => isEnumType(type) && /.(Persons|Institutions)$/.test(type.name))
    .filter(({ name }) => !name.startsWith('Establishment'))
    .flatMap((type) => type.getValues().map(({ name }) => `${name} of ${ownerOf(type.name)}`));
  expect(CASES.map(([name]) => name).sort()).toEqual(known.sort());
});

// Standing rules over a planted district, whose five departments stand in one database that plain SQL can join.
import { COMMITTED_SUPERGRAPH } from '../../gateway/compose/read.ts';
import { departments } from '../../gateway/cli/departments.ts';
import { inProcessOwner } from '../../gateway/fetch/owners/in-process.ts';
import type { Owner } from '../../gateway/fetch/owners/owner.ts';
import { openRuleGraph, type RuleGraph } from '../../gateway/oversight/graph.ts';
import { ruleFiles } from '../../gateway/oversight/rule/files.ts';
import { hivePlanner } from '../../gateway/plan/hive.ts';
import { readFileSync } from 'node:fs';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import { CodedError } from '../../schema/errors.ts';
import type { Case } from '../../subgraphs/demo/cases/recipe.ts';
import type { Host } from '../../subgraphs/demo/district/guests.ts';
import { generateFaults } from '../../subgraphs/demo/faults.ts';
import type { District } from '../../subgraphs/demo/generate.ts';
import { asOfOf } from '../../subgraphs/demo/manifest.ts';
import { plantFaults } from '../../subgraphs/demo/plant/faults.ts';
import { plantDistrict } from '../../subgraphs/demo/plant/plant.ts';
import { openSubgraph } from '../../subgraphs/kit/graph/subgraph.ts';
import { IDENTITY_KEY, PID_KEY } from './demo/district.ts';
import { openMerged, type MergedDatabase } from './demo/merged.ts';
import { agreementGuards, type AgreementGuards } from './rules-guards.ts';

/** A district that rules are run over. */
export interface RuledDistrict {
  readonly graph: RuleGraph;
  /** The departments as the graph reaches them. */
  readonly owners: readonly Owner[];
  readonly merged: MergedDatabase;
  readonly cases: readonly Case[];
  /** Day on which the rules are asked. */
  readonly asOf: string;
  /** SQL statements that the departments have sent. */
  readonly statements: { readonly department: DepartmentName; readonly text: string }[];
  /** Departments that do not answer. */
  readonly away: Set<DepartmentName>;
  /** Has the departments look at their agreements again. */
  readonly agreementsChanged: () => void;
  readonly close: () => Promise<void>;
}

export interface RuledOptions {
  /** The departments answer the rules by their agreements, as they do at work; else as themselves. */
  readonly guarded?: boolean;
}

const NOTHING = (): void => undefined;

export const SUPERGRAPH = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');

/** An owner that does not answer while it is among those that are away, as one elsewhere does not. */
const unlessAway = (owner: Owner, away: ReadonlySet<string>): Owner => ({
  ...owner,
  fetch: (request) =>
    away.has(owner.name)
      ? Promise.reject(new CodedError('SUBGRAPH_UNAVAILABLE', { owner: owner.name }))
      : owner.fetch(request),
});

/** Plants a district and opens its departments, each over its own schema of one database. */
export const openRuledDistrict = async (
  district: District,
  { guarded = false }: RuledOptions = {},
): Promise<RuledDistrict> => {
  const merged = await openMerged();
  const asOf = asOfOf(district);
  const { cases } = await plantDistrict({ district, targets: merged.targets });
  const statements: { department: DepartmentName; text: string }[] = [];
  const guards = new Map<DepartmentName, AgreementGuards>();
  for (const name of guarded ? DEPARTMENT_NAMES : [])
    guards.set(name, agreementGuards(name, merged.urlOf(name), asOf));
  const subgraphs = DEPARTMENT_NAMES.map((name) => {
    const guardOf = guards.get(name)?.guardOf;
    return openSubgraph(departments[name], {
      url: merged.urlOf(name),
      cipherKey: IDENTITY_KEY,
      today: () => asOf,
      onBroken: NOTHING,
      onStatement: ({ text }) => statements.push({ department: name, text }),
      ...(guardOf === undefined ? {} : { guardOf, accessLog: { append: async () => undefined } }),
    });
  });
  const away = new Set<DepartmentName>();
  const owners = subgraphs.map((subgraph) => unlessAway(inProcessOwner(subgraph, NOTHING, NOTHING), away));
  const graph = openRuleGraph({
    supergraphSdl: SUPERGRAPH,
    owners,
    plannerOf: hivePlanner,
    guarded,
  });
  return {
    graph,
    owners,
    merged,
    cases,
    asOf,
    statements,
    away,
    agreementsChanged: () => guards.forEach((guard) => guard.look()),
    close: async () => {
      await Promise.all([...guards.values()].map((guard) => guard.close()));
      await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
      await merged.close();
    },
  };
};

/** Institutions that no case is about, and that people can work in. */
const hostsOf = async ({ merged, cases, asOf }: RuledDistrict): Promise<Host[]> => {
  const taken = new Set(
    cases.map(({ subject }) => (subject.pid === undefined ? subject.institutionCode : '')),
  );
  const rows = await merged.query(
    `select code, i.name, kind, grade, array_agg(b.name order by b.name) as bodies
       from establishment.institution i join establishment.internal_body b on b.institution_code = i.code
      where i.valid_from <= $1 and (i.valid_to is null or i.valid_to > $1)
        and b.valid_from <= $1 and (b.valid_to is null or b.valid_to > $1)
      group by code, i.name, kind, grade`,
    [asOf],
  );
  return (rows as unknown as Host[]).filter(({ code }) => !taken.has(code));
};

/** Plants faults beside those that a district has; all cases. */
export const plantMore = async (ruled: RuledDistrict, seed: number, until: string): Promise<Case[]> => {
  const rules = ruleFiles().map(({ file }) => file.slice(0, 3));
  const hosts = await hostsOf(ruled);
  const keys = { pidKey: PID_KEY, identityKey: IDENTITY_KEY };
  const faults = generateFaults({ rules, faults: 3, seed, until, hosts, ...keys });
  return [...ruled.cases, ...(await plantFaults(ruled.merged.targets, faults))];
};

// Standing rules over a planted district, whose five departments stand in one database that plain SQL can join.
import { COMMITTED_SUPERGRAPH } from '../../gateway/compose/read.ts';
import { departments } from '../../gateway/cli/departments.ts';
import { inProcessOwner } from '../../gateway/fetch/owners/in-process.ts';
import { openRuleGraph, type RuleGraph } from '../../gateway/oversight/graph.ts';
import { hivePlanner } from '../../gateway/plan/hive.ts';
import { readFileSync } from 'node:fs';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import type { Case } from '../../subgraphs/demo/cases/recipe.ts';
import type { District } from '../../subgraphs/demo/generate.ts';
import { asOfOf } from '../../subgraphs/demo/manifest.ts';
import { plantDistrict } from '../../subgraphs/demo/plant/plant.ts';
import { openSubgraph } from '../../subgraphs/kit/graph/subgraph.ts';
import { IDENTITY_KEY } from './demo/district.ts';
import { openMerged, type MergedDatabase } from './demo/merged.ts';

/** A district that rules are run over. */
export interface RuledDistrict {
  readonly graph: RuleGraph;
  readonly merged: MergedDatabase;
  readonly cases: readonly Case[];
  /** Day on which the rules are asked. */
  readonly asOf: string;
  /** SQL statements that the departments have sent. */
  readonly statements: { readonly department: DepartmentName; readonly text: string }[];
  readonly supergraphSdl: string;
  readonly close: () => Promise<void>;
}

const NOTHING = (): void => undefined;

export interface RuledOptions {
  /** True where the departments answer the system that runs rules, by their agreements; else they ask themselves. */
  readonly guarded?: boolean;
}

/** Plants a district and opens its departments, each over its own schema of one database. */
export const openRuledDistrict = async (
  district: District,
  { guarded = false }: RuledOptions = {},
): Promise<RuledDistrict> => {
  const merged = await openMerged();
  const asOf = asOfOf(district);
  const { cases } = await plantDistrict({ district, targets: merged.targets });
  const statements: { department: DepartmentName; text: string }[] = [];
  const supergraphSdl = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
  const subgraphs = DEPARTMENT_NAMES.map((name) =>
    openSubgraph(departments[name], {
      url: merged.urlOf(name),
      cipherKey: IDENTITY_KEY,
      today: () => asOf,
      onBroken: NOTHING,
      onStatement: ({ text }) => statements.push({ department: name, text }),
      accessLog: { append: () => Promise.resolve() },
    }),
  );
  const graph = openRuleGraph({
    supergraphSdl,
    owners: subgraphs.map((subgraph) => inProcessOwner(subgraph, NOTHING, NOTHING)),
    plannerOf: hivePlanner,
    guarded,
  });
  return {
    graph,
    merged,
    cases,
    asOf,
    statements,
    supergraphSdl,
    close: async () => {
      await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
      await merged.close();
    },
  };
};

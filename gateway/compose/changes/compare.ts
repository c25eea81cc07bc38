import { brokenAgreements, type AgreementCoverage, type BrokenAgreement } from './agreements.ts';
import { schemaChanges, type SchemaChange } from './change.ts';
import type { RuleFile } from '../../oversight/rule/files.ts';
import type { Graph } from './graph.ts';
import { brokenOperations, type BrokenOperation, type ClientOperation } from './operations.ts';
import { brokenRules, type BrokenRule } from './rules.ts';

/** What relies on a graph. */
export interface Reliance {
  readonly operations: readonly ClientOperation[];
  readonly agreements: readonly AgreementCoverage[];
  readonly rules: readonly RuleFile[];
}

/** How two graphs differ, and whom that breaks. */
export interface Comparison {
  readonly changes: readonly SchemaChange[];
  readonly operations: readonly BrokenOperation[];
  readonly agreements: readonly BrokenAgreement[];
  readonly rules: readonly BrokenRule[];
}

/** Compares two graphs. */
export const compareGraphs = async (
  before: Graph,
  after: Graph,
  { operations, agreements, rules }: Reliance,
): Promise<Comparison> => {
  const changes = await schemaChanges(before, after);
  return {
    changes,
    operations: brokenOperations(operations, changes, before, after),
    agreements: brokenAgreements(agreements, before, after),
    rules: brokenRules(rules, changes, before, after),
  };
};

/** The broken ones, one a line: whose, what, where, why. */
export const breakLines = ({ operations, agreements, rules }: Comparison): string[] => [
  ...operations.map(
    ({ client, operation, coordinate, reason }) =>
      `${client ?? 'schema/operations'}: ${operation} · ${coordinate} · ${reason}`,
  ),
  ...agreements.map(
    ({ owner, covers, coordinate, reason }) =>
      `agreement of ${owner} on ${covers} · ${coordinate} · ${reason}`,
  ),
  ...rules.map(({ rule, coordinate, reason }) =>
    ['schema/rules: ' + rule, coordinate, reason].filter((part) => part !== '').join(' · '),
  ),
];

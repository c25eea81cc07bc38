// Contracts that change under the standing rules: who composes is told which rule that breaks, where, and what is missing.
import { Kind, visit, type DocumentNode, type FieldDefinitionNode, type NameNode } from 'graphql';
import { readFileSync } from 'node:fs';
import { breakLines, compareGraphs } from '../../../gateway/compose/changes/compare.ts';
import { readGraph } from '../../../gateway/compose/changes/graph.ts';
import { reviewChange } from '../../../gateway/compose/changes/review.ts';
import { generatedFiles } from '../../../gateway/compose/generate.ts';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { compose, departmentContracts } from '../../../gateway/compose/supergraph.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';

type Change = (field: FieldDefinitionNode) => FieldDefinitionNode | null;

const named = (value: string): NameNode => ({ kind: Kind.NAME, value });
const removed: Change = () => null;
const renamed: Change = (field) => ({ ...field, name: named(`${field.name.value}Now`) });
const of =
  (type: string): Change =>
  (field) => ({ ...field, type: { kind: Kind.NAMED_TYPE, name: named(type) } });
const withoutArgument =
  (argument: string): Change =>
  (field) => ({ ...field, arguments: field.arguments?.filter(({ name }) => name.value !== argument) ?? [] });
const withRequired: Change = (field) => ({
  ...field,
  arguments: [
    ...(field.arguments ?? []),
    {
      kind: Kind.INPUT_VALUE_DEFINITION,
      name: named('reason'),
      type: { kind: Kind.NON_NULL_TYPE, type: { kind: Kind.NAMED_TYPE, name: named('String') } },
    },
  ],
});

const withheld: Change = (field) => ({
  ...field,
  directives:
    field.directives?.map((directive) =>
      directive.name.value === 'share'
        ? {
            ...directive,
            arguments: [
              {
                kind: Kind.ARGUMENT,
                name: named('class'),
                value: { kind: Kind.ENUM, value: 'WITHHELD' },
              },
            ],
          }
        : directive,
    ) ?? [],
});

/** The contracts with a field of a department's other than it is. */
const contractsWith = (coordinate: string, change: Change) => {
  const [type, field] = coordinate.split('.');
  let found = false;
  const changed = (typeDefs: DocumentNode): DocumentNode => {
    const inType = {
      leave: <Node extends { readonly name: NameNode; readonly fields?: readonly FieldDefinitionNode[] }>(
        node: Node,
      ): Node | undefined => {
        if (node.name.value !== type) return undefined;
        const fields = (node.fields ?? []).flatMap((one) => {
          if (one.name.value !== field) return one;
          found = true;
          return change(one) ?? [];
        });
        return { ...node, fields };
      },
    };
    return visit(typeDefs, { ObjectTypeDefinition: inType, ObjectTypeExtension: inType });
  };
  const contracts = departmentContracts().map((contract) => ({
    ...contract,
    typeDefs: changed(contract.typeDefs),
  }));
  if (!found) throw new Error(`no field ${coordinate}`);
  return contracts;
};

const COMMITTED = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
const BEFORE = readGraph('before', COMMITTED);

/** What `fournets changes` says of the rules. */
const broken = async (composed: string): Promise<readonly string[]> => {
  const after = readGraph('after', composed);
  const comparison = await compareGraphs(BEFORE, after, {
    operations: [],
    agreements: [],
    rules: ruleFiles(),
  });
  return breakLines(comparison);
};

const R12 = 'R12-paid-after-death.graphql';

describe.each<readonly [string, string, Change, string]>([
  ['removed', 'InstitutionPay.gross', removed, 'Cannot query field "gross" on type "InstitutionPay".'],
  ['renamed', 'Death.diedOn', renamed, 'Cannot query field "diedOn" on type "Death".'],
  ['of a type that cannot be added up', 'InstitutionPay.gross', of('Boolean'), '.sum()'],
  [
    'of a type that cannot be compared',
    'InstitutionPay.month',
    of('Int'),
    'p.month > monthOf(person.death.diedOn)',
  ],
  ['without an argument', 'Person.payByInstitution', withoutArgument('kinds'), 'Unknown argument "kinds"'],
  ['with an argument that must be given', 'Person.payByInstitution', withRequired, '"reason"'],
])('a field %s: %s', (_what, coordinate, change, missing) => {
  it('fails composition, which names the rule, the place and what is missing', async () => {
    const failed = (await generatedFiles(contractsWith(coordinate, change)).catch(
      (error: unknown) => error,
    )) as {
      readonly code: string;
      readonly details: { readonly faults: string };
    };
    expect(failed.code).toBe('RULES_DO_NOT_FIT');
    const line = failed.details.faults.split('\n').find((fault) => fault.startsWith(R12));
    expect(line).toMatch(/: Rule R12 cannot be used \(\d+:\d+\): /);
    expect(line).toContain(missing);
  });

  it('is said by the comparison of graphs to break the rule', async () => {
    const lines = await broken(compose(contractsWith(coordinate, change)).supergraphSdl);
    expect(lines).toContainEqual(expect.stringContaining(`schema/rules: ${R12} · `));
    expect(lines.find((line) => line.startsWith(`schema/rules: ${R12}`))).toContain(coordinate);
    expect(lines).not.toContainEqual(expect.stringContaining('R01-'));
  });
});

it.each<readonly [string, Change]>([
  ['another unit', of('Int')],
  ['a narrower class', withheld],
])('breaks a rule by %s of what it reads, which its types do not tell', async (_what, change) => {
  const { supergraphSdl } = compose(contractsWith('InstitutionPay.gross', change));
  const line = expect.stringContaining(`schema/rules: ${R12} · InstitutionPay.gross · `) as string;
  expect(await broken(supergraphSdl)).toContainEqual(line);
  await expect(
    reviewChange(
      { committed: COMMITTED, composed: supergraphSdl, changelog: '' },
      { acceptBreaking: false, day: '2026-01-01' },
    ),
  ).rejects.toMatchObject({ code: 'SCHEMA_CHANGE_BREAKS', details: { breaks: line } });
});

it('breaks no rule by what no rule reads', async () => {
  const contracts = contractsWith('Payment.sourceDocument', removed);
  expect((await generatedFiles(contracts)).files.length).toBeGreaterThan(0);
  const after = compose(contracts).supergraphSdl;
  expect(after).not.toBe(COMMITTED);
  expect(await broken(after)).toEqual([]);
});

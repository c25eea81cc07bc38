import type { ASTNode } from '@marcbachmann/cel-js';
import { ruleFault, type Place } from '../../rule/fault.ts';
import type { Expression } from '../expression.ts';
import type { LabelsOf } from './labels.ts';
import { nodesOf } from '../nodes.ts';

/** Types that an expression asks labels of; undefined where it does not write one out. */
const labelled = ({ ast }: Expression): readonly { readonly node: ASTNode; readonly type: unknown }[] =>
  nodesOf(ast).flatMap((node) => {
    if (node.op !== 'call') return [];
    const [name, given] = node.args as unknown as [string, ASTNode[]];
    const type = given[1];
    return name === 'label' ? [{ node, type: type?.op === 'value' ? type.args : undefined }] : [];
  });

/** Checks that labels are asked of types that the graph has. Throws RULE_INVALID with the place. */
export const checkLabels = (
  expression: Expression,
  labelsOf: LabelsOf,
  { rule, at }: { readonly rule: string; readonly at: (offset: number) => Place | undefined },
): void => {
  for (const { node, type } of labelled(expression))
    if (typeof type !== 'string' || labelsOf(type) === undefined)
      throw ruleFault(
        rule,
        {
          en: `label(value, "Type"): the graph has no type ${String(type ?? '')}`,
          zh: `label(值, "类型")：总图中没有类型 ${String(type ?? '')}`,
        },
        at(node.range.start),
      );
};

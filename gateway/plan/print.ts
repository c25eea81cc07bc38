import { parse, print } from 'graphql';
import type { EntityBatch, Path, Plan, PlanNode, Requirement, Rewrite } from './plan.ts';

const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ');

const pathText = (path: Path): string =>
  path
    .map((step) => {
      if (step.kind === 'list') return '@';
      return step.kind === 'field' ? step.responseName : `|${step.names.join('|')}`;
    })
    .join('.');

const requirementText = (requirement: Requirement): string => {
  const { name, requires } = requirement;
  const inner = requires === undefined ? '' : ` { ${requires.map(requirementText).join(' ')} }`;
  if (requirement.kind === 'type') return `... on ${name}${inner}`;
  return (requirement.as === name ? name : `${requirement.as}: ${name}`) + inner;
};

const rewriteText = (rewrite: Rewrite): string => {
  const steps = rewrite.path.map((step) => (step.kind === 'key' ? step.name : `|${step.names.join('|')}`));
  return rewrite.kind === 'set'
    ? `set ${steps.join('.')} to ${JSON.stringify(rewrite.value)}`
    : `rename ${steps.join('.')} to ${rewrite.to}`;
};

const batchText = ({ alias, paths, requires, inputRewrites, outputRewrites }: EntityBatch): string =>
  [
    `${alias} of ${paths.map(pathText).join(', ')}`,
    `  by ${requires.map(requirementText).join(' ')}`,
    ...inputRewrites.map((rewrite) => `  before: ${rewriteText(rewrite)}`),
    ...outputRewrites.map((rewrite) => `  after: ${rewriteText(rewrite)}`),
  ].join('\n');

const nodeText = (node: PlanNode): string => {
  switch (node.kind) {
    case 'sequence':
      return `one after another\n${node.nodes.map((child) => indent(nodeText(child))).join('\n')}`;
    case 'parallel':
      return `at the same time\n${node.nodes.map((child) => indent(nodeText(child))).join('\n')}`;
    case 'root':
      return `ask ${node.owner}\n${indent(print(parse(node.operation.text)))}`;
    case 'entities':
      return [
        `ask ${node.owner} for entities`,
        ...node.batches.map((batch) => indent(batchText(batch))),
        indent(print(parse(node.operation.text))),
      ].join('\n');
  }
};

/** A plan as text, for people: who is asked what, and after what. */
export const printPlan = (plan: Plan): string => (plan === undefined ? 'ask nobody' : nodeText(plan));

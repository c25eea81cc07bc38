import { Environment } from '@marcbachmann/cel-js';
import type { Shape } from '../rule/shape.ts';
import { withFunctions } from './functions.ts';

const LEAF_TYPES = {
  string: 'string',
  int: 'int',
  double: 'double',
  bool: 'bool',
  fen: 'int',
  decimal: 'double',
};

/** How large an expression may be, whoever wrote it. How much it may do is counted: see `work.ts`. */
export const LIMITS = {
  maxAstNodes: 2000,
  maxDepth: 60,
  maxListElements: 200,
  maxMapEntries: 200,
  maxCallArguments: 12,
};

const BASE = withFunctions(new Environment({ limits: LIMITS, homogeneousAggregateLiterals: false }), false);

/**
 * Where expressions are checked: the types of a rule's answer under the name that its subject has. Anything may be null
 * in the graph, and is compared with it. What runs is not checked again: see `RUNNING`.
 */
export const typeEnvironment = (
  subject: string,
  shape: Shape,
  variables: Readonly<Record<string, string>>,
): Environment => {
  const environment = BASE.clone();
  const taken = new Set<string>();

  const nameOf = (type: string): string => {
    let name = type;
    for (let count = 2; taken.has(name); count += 1) name = `${type}${count}`;
    taken.add(name);
    return name;
  };

  const celType = (of: Shape): string => {
    if (of.kind === 'leaf') return LEAF_TYPES[of.leaf];
    if (of.kind === 'list') return `list<${celType(of.of)}>`;
    const fields = Object.fromEntries(of.fields.map((field) => [field.name, celType(field.shape)]));
    const name = nameOf(of.type);
    environment.registerType(name, { fields });
    environment.registerOperator(`${name} == null`, (value) => value === null);
    return name;
  };

  environment.registerVariable(subject, celType(shape));
  for (const type of ['string', 'int', 'double', 'bool'])
    environment.registerOperator(`${type} == null`, (value) => value === null);
  for (const [name, type] of Object.entries(variables)) environment.registerVariable(name, type);
  return environment;
};

/** Where checked expressions run: over plain objects, whose types are known already. */
export const RUNNING = withFunctions(
  new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false, limits: LIMITS }),
  true,
);

import { Kind, parse } from 'graphql';
import type { RootFetch } from '../../plan/plan.ts';
import type { Fits } from '../../plan/types.ts';
import { ask, pickVariables } from './ask.ts';
import type { Step } from './execution.ts';
import { ownersError } from './failures.ts';
import { mergeInto } from '../merge/merge.ts';
import type { Owner } from '../owners/owner.ts';
import type { ResponsePath } from '../merge/places.ts';
import { applyRewrites } from '../merge/rewrite.ts';

/** The response names of an operation's root fields. */
const rootPaths = (text: string): ResponsePath[] =>
  parse(text, { noLocation: true })
    .definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [],
    )
    .flatMap((node) => (node.kind === Kind.FIELD ? [[(node.alias ?? node.name).value]] : []));

/** A fetch of root fields. */
export const compileRootFetch = (
  { operation, variables, outputRewrites }: RootFetch,
  owner: Owner,
  fits: Fits,
): Step => {
  const places = rootPaths(operation.text);
  return async (execution) => {
    const answer = await ask(owner, operation, pickVariables(variables, execution), execution, () => places);
    if (answer === undefined) return;
    const { data, errors } = answer;
    for (const error of errors) execution.errors.push(ownersError(owner.name, error, error.path));
    if (data === undefined) return;
    applyRewrites(outputRewrites, fits, data);
    mergeInto(execution.data, data, fits);
  };
};

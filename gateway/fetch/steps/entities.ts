import type { GraphQLFormattedError } from 'graphql';
import type { EntityBatch, EntityFetch } from '../../plan/plan.ts';
import type { Fits } from '../../plan/types.ts';
import { ask, pickVariables, type Answered } from './ask.ts';
import { isEntity, type Entity } from '../merge/entity.ts';
import type { Execution, Step } from './execution.ts';
import { answerInvalid, fetchFailures, ownersError } from './failures.ts';
import { copyOf, mergeInto } from '../merge/merge.ts';
import type { Owner } from '../owners/owner.ts';
import { compileNumbering, type Numbering } from '../merge/number.ts';
import { compileCollect, locate, stem, type Collect, type ResponsePath } from '../merge/places.ts';
import { applyRewrites } from '../merge/rewrite.ts';

/** The objects of one place, and for each the number of its representation; -1 where it has none. */
interface Place {
  readonly entities: readonly Entity[];
  readonly numbers: readonly number[];
}

/** What one batch of a fetch is about, and where that is mentioned. */
interface Mentions {
  readonly places: readonly Place[];
  readonly representations: readonly Entity[];
}

/** A batch of a plan, compiled. */
interface Batch extends EntityBatch {
  readonly collects: readonly Collect[];
  readonly numbering: () => Numbering;
}

const compileBatch = (batch: EntityBatch, fits: Fits): Batch => ({
  ...batch,
  collects: batch.paths.map((path) => compileCollect(path, fits)),
  numbering: compileNumbering(batch.requires, batch.inputRewrites, fits),
});

const mentionsOf = ({ collects, numbering }: Batch, root: Entity): Mentions => {
  const { representations, number } = numbering();
  const places = collects.map((collect): Place => {
    const entities: Entity[] = [];
    collect(root, entities);
    return { entities, numbers: entities.map(number) };
  });
  return { places, representations };
};

/**
 * Merges what came back into each mention. Mentions of one place share the objects inside, since whatever is asked
 * further is asked of all of them alike; another place may be asked something else, so it gets copies.
 */
const mergeMentions = ({ places }: Mentions, answers: readonly unknown[], fits: Fits): void =>
  places.forEach(({ entities, numbers }, place) => {
    const own = place === 0 ? answers : answers.map(copyOf);
    for (let index = 0; index < entities.length; index++) {
      const [entity, answer] = [entities[index], own[numbers[index] ?? -1]];
      if (entity !== undefined && isEntity(answer)) mergeInto(entity, answer, fits);
    }
  });

/** The places of the client's answer that are about one representation. */
const pathsOf = (
  batch: Batch,
  { places }: Mentions,
  root: Entity,
  number: number,
  fits: Fits,
): ResponsePath[] =>
  places.flatMap(({ numbers }, place) => {
    const found = locate(root, batch.paths[place] ?? [], fits);
    return found.filter((_, index) => numbers[index] === number);
  });

const stems = (batches: readonly EntityBatch[]): ResponsePath[] => {
  const paths = batches.flatMap((batch) => batch.paths.map(stem));
  return [...new Map(paths.map((path) => [path.join('.'), path])).values()];
};

/** An entity fetch: representations are collected, asked about once, and what comes back is merged into every mention. */
export const compileEntityFetch = (node: EntityFetch, owner: Owner, fits: Fits): Step => {
  const batches = node.batches.map((batch) => compileBatch(batch, fits));
  const emptyPlaces = stems(batches);

  const place = (
    error: GraphQLFormattedError,
    mentions: readonly Mentions[],
    root: Entity,
  ): ResponsePath[] => {
    const [alias, number, ...rest] = error.path ?? [];
    const index = batches.findIndex((batch) => batch.alias === alias);
    const [batch, mentioned] = [batches[index], mentions[index]];
    if (batch === undefined || mentioned === undefined || typeof number !== 'number') return emptyPlaces;
    return pathsOf(batch, mentioned, root, number, fits).map((path) => [...path, ...rest]);
  };

  const receive = ({ data, errors }: Answered, mentions: readonly Mentions[], execution: Execution): void => {
    for (const error of errors)
      for (const path of place(error, mentions, execution.data))
        execution.errors.push(ownersError(owner.name, error, path));
    batches.forEach(({ alias, paths, outputRewrites }, index) => {
      const [answers, mentioned] = [data?.[alias], mentions[index]];
      if (mentioned === undefined || mentioned.representations.length === 0) return;
      if (Array.isArray(answers) && answers.length === mentioned.representations.length) {
        if (outputRewrites.length > 0) applyRewrites(outputRewrites, fits, answers);
        mergeMentions(mentioned, answers, fits);
      } else if (errors.length === 0)
        execution.errors.push(
          ...fetchFailures(owner.name, answerInvalid(owner.name, 'query'), paths.map(stem)),
        );
    });
  };

  return async (execution) => {
    const mentions = batches.map((batch) => mentionsOf(batch, execution.data));
    if (mentions.every(({ representations }) => representations.length === 0)) return;
    const variables = pickVariables(node.variables, execution);
    batches.forEach(({ variable }, index) => {
      variables[variable] = mentions[index]?.representations ?? [];
    });
    const answer = await ask(owner, node.operation, variables, execution, () => emptyPlaces);
    if (answer !== undefined) receive(answer, mentions, execution);
  };
};

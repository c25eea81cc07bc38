import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CodedError } from '../../../schema/errors.ts';
import { SCHEMA_DIRECTORY } from '../../../schema/sdl.ts';
import { ruleFiles } from '../../oversight/rule/files.ts';
import type { GeneratedFile } from '../generate.ts';
import { OPERATIONS_DIRECTORY } from '../read.ts';
import { withChanges } from './changelog.ts';
import { breakLines, compareGraphs } from './compare.ts';
import { readGraph } from './graph.ts';
import { reliedOperations } from './stored.ts';

/** The graph as it is now and as it will be. */
export interface Review {
  /** Text of the supergraph as it is committed; undefined before the first one. */
  readonly committed: string | undefined;
  readonly composed: string;
  readonly changelog: string;
}

export interface ReviewOptions {
  /** Folder with the manifests of clients, whose operations count, too. */
  readonly manifestsDirectory?: string | undefined;
  /** Lets a change through that breaks stored operations or standing rules. */
  readonly acceptBreaking: boolean;
  /** Today as YYYY-MM-DD. */
  readonly day: string;
}

const SUPERGRAPH = path.join('schema', 'supergraph.graphql');
const CHANGELOG = path.join('schema', 'CHANGELOG.md');

/**
 * The changelog with what changed; undefined where nothing did. A change that breaks a stored operation or a standing rule is
 * refused with SCHEMA_CHANGE_BREAKS, which names each of them and the coordinate, unless it is accepted.
 */
export const reviewChange = async (
  { committed, composed, changelog }: Review,
  { manifestsDirectory, acceptBreaking, day }: ReviewOptions,
): Promise<string | undefined> => {
  if (committed === undefined || committed === composed) return undefined;
  const before = readGraph(SUPERGRAPH, committed);
  const after = readGraph(SUPERGRAPH, composed);
  const operations = await reliedOperations(OPERATIONS_DIRECTORY, manifestsDirectory);
  const comparison = await compareGraphs(before, after, {
    operations,
    agreements: [],
    rules: ruleFiles(),
  });
  const breaks = breakLines(comparison);
  if (breaks.length > 0 && !acceptBreaking)
    throw new CodedError('SCHEMA_CHANGE_BREAKS', { breaks: breaks.join('\n') });
  return comparison.changes.length === 0 ? undefined : withChanges(changelog, comparison.changes, day);
};

const textOf = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;

/** Reviews what was composed against what is committed; the changelog to write with it, where the API changed. */
export const reviewFiles = async (
  files: readonly GeneratedFile[],
  options: ReviewOptions,
): Promise<GeneratedFile[]> => {
  const supergraph = files.find(({ name }) => name === SUPERGRAPH);
  if (supergraph === undefined) return [];
  const file = path.join(SCHEMA_DIRECTORY, 'CHANGELOG.md');
  const review = {
    committed: textOf(supergraph.path),
    composed: supergraph.text,
    changelog: textOf(file) ?? '',
  };
  const text = await reviewChange(review, options);
  return text === undefined ? [] : [{ name: CHANGELOG, path: file, text }];
};

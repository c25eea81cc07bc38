import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { CodedError } from '../../../../schema/errors.ts';
import { mappingShape, type Mapping } from './mapping.ts';

/** Mapping files that include each other further than this do so in a circle. */
const MAX_INCLUDES = 8;

/** The deepest complaint of a union is the one about the form that was meant. */
const innermost = (issue: z.core.$ZodIssue): z.core.$ZodIssue => {
  const branch = issue.code === 'invalid_union' ? issue.errors.at(-1)?.[0] : undefined;
  return branch === undefined ? issue : innermost({ ...branch, path: [...issue.path, ...branch.path] });
};

const invalid = (error: z.ZodError): CodedError => {
  const issue = innermost(error.issues[0] ?? { code: 'custom', path: [], message: '', input: undefined });
  return new CodedError('MAPPING_INVALID', { path: issue.path.join('.') || '(top)', reason: issue.message });
};

/** A mapping out of what a YAML file or a caller holds; wrong ones are refused with the path of the mistake. */
export const parseMapping = (value: unknown): Mapping => {
  const { success, data, error } = mappingShape.safeParse(value ?? {});
  if (success) return data;
  throw invalid(error);
};

const readYaml = async (file: string): Promise<unknown> => {
  try {
    return parse(await readFile(file, 'utf8'), { maxAliasCount: 100 });
  } catch (error) {
    const reason =
      error instanceof YAMLParseError
        ? error.message
        : error instanceof Error && 'code' in error
          ? String(error.code)
          : String(error);
    throw new CodedError('MAPPING_UNREADABLE', { file, reason }, { cause: error });
  }
};

/** Reads a mapping file with the lists of the files it includes; its own lists win. */
export const readMapping = async (file: string, depth = 0): Promise<Mapping> => {
  if (depth > MAX_INCLUDES)
    throw new CodedError('MAPPING_INVALID', { path: 'include', reason: 'the files include each other' });
  const mapping = parseMapping(await readYaml(file));
  if (mapping.include === undefined) return mapping;
  const included = await readMapping(resolve(dirname(file), mapping.include), depth + 1);
  return { ...mapping, lists: { ...included.lists, ...mapping.lists } };
};

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GraphQLError, Kind, parse } from 'graphql';
import type { DocumentNode, NameNode, OperationDefinitionNode } from 'graphql';
import { z } from 'zod';
import { isDay } from '../../../schema/day.ts';
import { CodedError } from '../../../schema/errors.ts';

/** A stored operation as the console's menu shows it. */
export interface Operation {
  /** The file's name without `.graphql`. */
  readonly id: string;
  readonly title: Bilingual;
  readonly about: Bilingual;
  /** The operation's own name. */
  readonly operationName: string;
  /** The GraphQL document, without the comment block that describes it. */
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The day that the variables are written for, YYYY-MM-DD; left out where they are about no time. */
  readonly day?: string;
}

/** The same text in English and Chinese. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** The stored operations of a folder, and what is wrong with the files that could not be used. */
export interface Operations {
  readonly operations: readonly Operation[];
  readonly problems: readonly CodedError[];
}

const Variables = z.record(z.string(), z.unknown());

const COMMENT_BLOCK = /^(?:[ \t]*#.*\n)*/;
const COMMENT_LINE = /^[ \t]*#[ \t]*([\w.]+):[ \t]*(.*)$/gm;

const parseDay = (file: string, day: string | undefined): Pick<Operation, 'day'> => {
  if (day === undefined) return {};
  if (!isDay(day)) throw new CodedError('OPERATION_VARIABLES_INVALID', { file });
  return { day };
};

const commentsOf = (block: string): ReadonlyMap<string, string> =>
  new Map([...block.matchAll(COMMENT_LINE)].map(([, key = '', text = '']) => [key, text.trim()]));

type NamedOperation = OperationDefinitionNode & { readonly name: NameNode };

const hasName = (node: OperationDefinitionNode): node is NamedOperation => node.name !== undefined;

const parseDocument = (file: string, text: string): DocumentNode => {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const line = error.locations?.[0]?.line ?? 1;
    throw new CodedError('OPERATION_DOCUMENT_INVALID', { file, line, reason: error.message });
  }
};

const onlyOperation = (file: string, document: DocumentNode): NamedOperation => {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const named = operations.filter(hasName);
  const [only] = named;
  if (only === undefined || operations.length !== 1)
    throw new CodedError('OPERATION_NOT_ONE', { file, count: named.length });
  return only;
};

const parseVariables = (
  file: string,
  text: string,
  operation: OperationDefinitionNode,
): Operation['variables'] => {
  try {
    const variables = Variables.parse(JSON.parse(text));
    const declared = new Set(operation.variableDefinitions?.map((node) => node.variable.name.value));
    if (Object.keys(variables).every((name) => declared.has(name))) return variables;
  } catch (error) {
    throw new CodedError('OPERATION_VARIABLES_INVALID', { file }, { cause: error });
  }
  throw new CodedError('OPERATION_VARIABLES_INVALID', { file });
};

/**
 * Reads one stored operation: a comment block (`# title.en:`, `# title.zh:`, `# about.en:`, `# about.zh:` and, where
 * the operation has variables, `# variables:` with one line of JSON, and `# day:` where they are about a time) above one
 * named operation.
 * Throws a `CodedError` that names the file.
 */
export const parseOperation = (file: string, source: string): Operation => {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const [block] = COMMENT_BLOCK.exec(text) ?? [''];
  const comments = commentsOf(block);
  const comment = (key: string): string => {
    const value = comments.get(key);
    if (value === undefined || value === '') throw new CodedError('OPERATION_COMMENT_MISSING', { file, key });
    return value;
  };
  const title = { en: comment('title.en'), zh: comment('title.zh') };
  const about = { en: comment('about.en'), zh: comment('about.zh') };
  const operation = onlyOperation(file, parseDocument(file, text));
  const variables = parseVariables(file, comments.get('variables') ?? '{}', operation);
  return {
    id: basename(file, '.graphql'),
    title,
    about,
    operationName: operation.name.value,
    document: `${text.slice(block.length).trim()}\n`,
    variables,
    ...parseDay(file, comments.get('day')),
  };
};

/** Node's code for what went wrong, such as ENOENT. */
const reasonOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';

const readOr = <T>(path: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw new CodedError('OPERATIONS_UNREADABLE', { path, reason: reasonOf(error) }, { cause: error });
  }
};

const filesOf = (directory: string): readonly string[] =>
  readOr(directory, () => readdirSync(directory))
    .filter((name) => name.endsWith('.graphql') && !name.startsWith('.'))
    .sort();

const readOperation = (directory: string, file: string): Operation => {
  const path = join(directory, file);
  return parseOperation(
    file,
    readOr(path, () => readFileSync(path, 'utf8')),
  );
};

/** Reads every `*.graphql` of a folder, in the order of their names. A broken file becomes a problem, not a failure. */
export const readOperations = (directory: string): Operations => {
  const operations: Operation[] = [];
  const problems: CodedError[] = [];
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      problems.push(error);
    }
  };
  attempt(() => {
    for (const file of filesOf(directory)) attempt(() => operations.push(readOperation(directory, file)));
  });
  return { operations, problems };
};

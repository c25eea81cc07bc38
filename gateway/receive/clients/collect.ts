import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { GraphQLError, Kind, parse, type DocumentNode } from 'graphql';
import { CodedError } from '../../../schema/errors.ts';
import { documentId, type StoredOperation } from './manifest.ts';

const parsed = (file: string, body: string): DocumentNode => {
  try {
    return parse(body);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const line = error.locations?.[0]?.line ?? 1;
    throw new CodedError('OPERATION_DOCUMENT_INVALID', { file, line, reason: error.message });
  }
};

const nameOf = (file: string, document: DocumentNode): string => {
  const names = document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value] : [],
  );
  const [name] = names;
  if (name !== undefined && names.length === 1) return name;
  const count = names.filter((given) => given !== undefined).length;
  throw new CodedError('OPERATION_NOT_ONE', { file, count });
};

const operationOf = (file: string): StoredOperation => {
  const body = readFileSync(file, 'utf8');
  return { id: documentId(body), name: nameOf(file, parsed(file, body)), body };
};

const filesOf = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.graphql'))
      .sort()
      .map((name) => path.join(folder, name));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    throw new CodedError('FILE_NOT_FOUND', { file: folder, reason }, { cause });
  }
};

/** The documents of a client's own folder and those below it: one named operation in each file, stored as it stands there. */
export const collectOperations = (folder: string): StoredOperation[] => filesOf(folder).map(operationOf);

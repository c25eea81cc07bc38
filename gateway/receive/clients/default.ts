import { readOperations } from '../../web/console/operations.ts';
import { documentId, type StoredOperation } from './manifest.ts';

/** The documents that every client may ask: the stored operations of a folder, as the console sends them. */
export const defaultOperations = (directory: string): StoredOperation[] =>
  readOperations(directory).operations.map(({ operationName, document }) => ({
    id: documentId(document),
    name: operationName,
    body: document,
  }));

import type { ClientBase } from 'pg';

/**
 * Says which document is behind what a transaction changes from here on, for the change feed: where nothing is said, it
 * is the one that a row was registered by.
 */
export const sayDocument = async (db: ClientBase, documentNumber: string): Promise<void> => {
  await db.query("select set_config('fournets.document', $1, true)", [documentNumber]);
};

// The register of archives: up to which record each goes, sealed, so that no deletion can pass for an archive.
import type { ClientBase } from 'pg';
import { archiveSeal, type Link } from '../chain.ts';
import type { KeyRing } from '../keys.ts';

/** An archive, by its last record. */
export interface Archive extends Link {
  readonly firstSeq: number;
  /** Name of its file, without a folder. */
  readonly file: string;
}

interface ArchiveRow {
  readonly last_seq: string;
  readonly first_seq: string;
  readonly hash: Buffer;
  readonly key_id: string;
  readonly seal: Buffer;
  readonly file: string;
}

const toArchive = ({ last_seq, first_seq, hash, file }: ArchiveRow): Archive => ({
  seq: Number(last_seq),
  firstSeq: Number(first_seq),
  hash,
  file,
});

const isSealed = (keys: KeyRing, row: ArchiveRow): boolean => {
  const key = keys.find(row.key_id);
  return key !== undefined && archiveSeal(key.key, toArchive(row), row.file).equals(row.seal);
};

/** The archives that the log made, the oldest first; others are none. */
export const readArchives = async (db: ClientBase, keys: KeyRing): Promise<Archive[]> => {
  const { rows } = await db.query<ArchiveRow>(
    'select last_seq, first_seq, hash, key_id, seal, file from access_log_archive order by last_seq',
  );
  return rows.filter((row) => isSealed(keys, row)).map(toArchive);
};

/** Registers an archive. */
export const addArchive = async (
  db: ClientBase,
  { current }: KeyRing,
  { seq, firstSeq, hash, file }: Archive,
): Promise<void> => {
  await db.query(
    'insert into access_log_archive (last_seq, first_seq, hash, key_id, seal, file) values ($1, $2, $3, $4, $5, $6)',
    [seq, firstSeq, hash, current.id, archiveSeal(current.key, { seq, hash }, file), file],
  );
};

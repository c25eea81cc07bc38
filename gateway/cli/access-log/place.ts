import { join } from 'node:path';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { checkpointFile } from '../../../subgraphs/kit/access-log/checkpoint-file.ts';
import { publicKeyOf, signingKeyOf } from '../../../subgraphs/kit/access-log/checkpoint.ts';
import { keyRing, type KeyRing } from '../../../subgraphs/kit/access-log/keys.ts';
import { openSecrets, type AccessLogSecrets } from '../../../subgraphs/kit/postgres/secrets.ts';
import type { Config } from '../../config.ts';
import type { DepartmentHome } from '../house.ts';

/** Where a department's access log is, and what it is written and verified with. */
export interface AccessLogPlace {
  readonly owner: DepartmentName;
  /** Connection string of the application role. */
  readonly url: string;
  /** Connection string of the owner role. */
  readonly ownerUrl: string;
  readonly keys: KeyRing;
  readonly signingKey: ReturnType<typeof signingKeyOf>;
  /** Public half of the signing key: PEM. */
  readonly publicKey: string;
  /** File of the checkpoints. */
  readonly file: string;
  /** Folder of the archives. */
  readonly archives: string;
}

/**
 * The access log of a department that runs here. Its keys, checkpoints and archives are in the data directory, also
 * where its database is elsewhere: what the database shows is held against what is outside of it.
 */
export const accessLogPlace = (
  { dataDirectory }: Config,
  { department: { name }, appUrl, ownerUrl }: Pick<DepartmentHome, 'department' | 'appUrl' | 'ownerUrl'>,
): AccessLogPlace => {
  const secrets = (): AccessLogSecrets => openSecrets(dataDirectory, DEPARTMENT_NAMES).of(name).accessLog;
  const kept = secrets();
  const signingKey = signingKeyOf(kept.signingKey);
  return {
    owner: name,
    url: appUrl,
    ownerUrl,
    keys: keyRing(kept.keys, () => secrets().keys),
    signingKey,
    publicKey: publicKeyOf(signingKey),
    file: checkpointFile(dataDirectory, name),
    archives: join(dataDirectory, 'archives'),
  };
};

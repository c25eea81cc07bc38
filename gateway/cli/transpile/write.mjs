// One state of the sources as JavaScript, in a folder of its own that never changes once it is there.
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Fault } from './fault.mjs';

/** A state that no process has used for so long is removed, in ms: three days, since a suspended machine uses none. */
const UNUSED_MS = 3 * 24 * 3_600_000;
const UNFINISHED = '.new-';
const LIST = 'sources.json';

const javascriptOf = (file) => file.replace(/\.ts$/, '.js');

/** The folders in a place, the one used last first; `used` is when that was, in ms. */
const byUse = (place) =>
  readdirSync(place)
    .map((name) => path.join(place, name))
    .map((folder) => ({ folder, used: statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((one, other) => other.used - one.used);

/** Takes over from the state used last what has not changed since; the files that it took. */
const takeOver = (place, fresh, sources) => {
  const last = byUse(place).find(({ folder }) => !path.basename(folder).startsWith(UNFINISHED))?.folder;
  if (last === undefined) return new Set();
  const before = JSON.parse(readFileSync(path.join(last, LIST), 'utf8'));
  const same = Object.keys(sources).filter((file) => before[file] === sources[file]);
  for (const file of same.flatMap((name) => [javascriptOf(name), `${javascriptOf(name)}.map`])) {
    mkdirSync(path.dirname(path.join(fresh, file)), { recursive: true });
    linkSync(path.join(last, file), path.join(fresh, file));
  }
  return new Set(same);
};

/** Imports name the JavaScript; `import.meta` goes on naming the source, beside which schemas and documents lie. */
const settle = (top, fresh, file) => {
  const written = path.join(fresh, javascriptOf(file));
  const code = readFileSync(written, 'utf8').replaceAll(
    /(\b(?:from|import)\s*\(?\s*"\.{1,2}\/[^"\n]+)\.ts"/g,
    '$1.js"',
  );
  const source = path.join(top, file);
  const meta = { url: pathToFileURL(source).href, dirname: path.dirname(source), filename: source };
  writeFileSync(
    written,
    code.includes('import.meta') ? `Object.assign(import.meta, ${JSON.stringify(meta)}); ${code}` : code,
  );
};

const transpile = async (top, fresh, files) => {
  // On demand: who starts what is transpiled already does without it.
  const { build, stop } = await import('esbuild');
  try {
    await build({
      absWorkingDir: top,
      entryPoints: files,
      outbase: top,
      outdir: fresh,
      tsconfig: path.join(top, 'tsconfig.json'),
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      charset: 'utf8',
      sourcemap: 'external',
      sourcesContent: false,
      legalComments: 'none',
      logLevel: 'silent',
    });
  } catch (cause) {
    if (!(cause instanceof Error) || !('errors' in cause)) throw cause;
    throw new Fault(1, cause.message, '源代码有误，见上。', cause);
  } finally {
    // Its process has no more to do.
    await stop();
  }
  for (const file of files) settle(top, fresh, file);
};

const fill = async (top, place, fresh, sources) => {
  let taken = new Set();
  try {
    taken = takeOver(place.folder, fresh, sources);
  } catch {
    // Somebody removes it at this moment, or the file system has no links: then all is transpiled.
  }
  const files = Object.keys(sources).filter((file) => !taken.has(file));
  if (files.length > 0) await transpile(top, fresh, files);
  writeFileSync(path.join(fresh, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(path.join(fresh, LIST), JSON.stringify(sources));
  if (place.link !== undefined) symlinkSync(place.link, path.join(fresh, 'node_modules'), 'junction');
};

/** Writes the state into `place/name`. Where several processes do so at once, the first has it there and the others use it. */
export const writeState = async (top, place, name, sources) => {
  const target = path.join(place.folder, name);
  const fresh = path.join(place.folder, `${UNFINISHED}${randomUUID()}`);
  mkdirSync(fresh);
  try {
    await fill(top, place, fresh, sources);
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  for (const { folder, used } of byUse(place.folder))
    if (Date.now() - used > UNUSED_MS) rmSync(folder, { recursive: true, force: true });
  return target;
};

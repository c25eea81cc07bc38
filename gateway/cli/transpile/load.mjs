import { hash } from 'node:crypto';
import { existsSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Fault, reasonOf } from './fault.mjs';
import { placesBeside } from './places.mjs';
import { packagesFolder, sourcesIn } from './sources.mjs';
import { nameSources } from './stacks.mjs';
import { writeState } from './write.mjs';

const TOP = path.join(import.meta.dirname, '../../..');
/** Everything that the product runs. */
const PRODUCT = ['gateway', 'schema', 'subgraphs'];

/** Between two times that a process tells that it uses its state, in ms. */
const USE_MS = 3_600_000;

/** Keeps a state from being removed; in an installation of another account nobody does. */
const use = (state) => {
  try {
    const now = new Date();
    utimesSync(state, now, now);
  } catch {}
};

/** A state that is there, or one that is written now, in the first place that allows it. */
const stateOf = async (sources) => {
  const name = hash('sha256', JSON.stringify(sources), 'hex').slice(0, 32);
  const refusals = [];
  for (const place of placesBeside(packagesFolder())) {
    try {
      const state = path.join(place.folder, name);
      if (place.link === undefined && existsSync(state)) return state;
      place.open(place.folder);
      return existsSync(state) ? state : await writeState(TOP, place, name, sources);
    } catch (error) {
      if (error instanceof Fault) throw error;
      refusals.push(`${place.folder}: ${reasonOf(error)}`);
    }
  }
  const all = refusals.join('; ');
  throw new Fault(
    4,
    `The JavaScript of the sources cannot be kept anywhere (${all}). Run \`fournets --version\` once as who may write there.`,
    `无处存放由源代码生成的 JavaScript（${all}）。请由有写入权限的账户运行一次 \`fournets --version\`。`,
  );
};

/**
 * Imports a source, given from the top of the repository, as the JavaScript that it is transpiled to: at the first start
 * and after each change, then that of the last time. Nothing of this stays in memory. `more` are folders beside the
 * product's whose sources are wanted. What is in the way ends the process with a word in both languages.
 */
export const load = async (file, more = []) => {
  try {
    const state = await stateOf(sourcesIn(TOP, [...PRODUCT, ...more]));
    use(state);
    // Parts of it are read when they are first asked for, whatever was edited since.
    setInterval(() => use(state), USE_MS).unref();
    nameSources(TOP, state);
    return await import(pathToFileURL(path.join(state, file.replace(/\.ts$/, '.js'))).href);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
};

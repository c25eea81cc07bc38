import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Stacks name the lines of the sources. A map is read when a stack first needs it: `--enable-source-maps` reads all of
 * them at the start and keeps them, 20 MB and more.
 */
export const nameSources = (top, state) => {
  const [here, there] = [state, top].map((folder) => `${pathToFileURL(folder).href}/`);
  const maps = new Map();

  const read = (name) => {
    try {
      return new SourceMap(JSON.parse(readFileSync(path.join(state, `${name}.js.map`), 'utf8')));
    } catch {
      // A stack is told all the same.
      return undefined;
    }
  };

  const mapOf = (name) => {
    if (!maps.has(name)) maps.set(name, read(name));
    return maps.get(name);
  };

  const placed = (frame) => {
    const start = frame.indexOf(here);
    const found = start < 0 ? null : /^(.+)\.js:(\d+):(\d+)/.exec(frame.slice(start + here.length));
    if (found === null) return frame;
    const [whole, name, line, column] = found;
    const { originalLine, originalColumn } = mapOf(name)?.findEntry(line - 1, column - 1) ?? {};
    if (originalLine === undefined) return frame;
    const rest = frame.slice(start + here.length + whole.length);
    return `${frame.slice(0, start)}${there}${name}.ts:${originalLine + 1}:${originalColumn + 1}${rest}`;
  };

  Error.prepareStackTrace = (error, frames) =>
    [Error.prototype.toString.call(error), ...frames.map((frame) => `    at ${placed(String(frame))}`)].join(
      '\n',
    );
};

import { readFileSync, unwatchFile, watchFile } from 'node:fs';

/** Where a supergraph comes from: its text now, and each text that takes its place. */
export interface SupergraphSource {
  readonly sdl: string;
  /** Tells of each new text from now on; the function that it returns ends that. */
  readonly follow: (onChange: (sdl: string) => void) => () => void;
}

/** A supergraph that stays. */
export const fixedSupergraph = (sdl: string): SupergraphSource => ({ sdl, follow: () => () => undefined });

/** How often a supergraph file is looked at. Polled, since renames and network drives report no events. */
const LOOK_EVERY_MS = 500;

/** A supergraph in a file: whoever writes the file has it served, without a restart. */
export const supergraphFile = (file: string): SupergraphSource => {
  const sdl = readFileSync(file, 'utf8');
  return {
    sdl,
    follow: (onChange) => {
      let last = sdl;
      const look = (): void => {
        const text = readIfThere(file);
        if (text === '' || text === last) return;
        last = text;
        onChange(text);
      };
      watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, look);
      return () => unwatchFile(file, look);
    },
  };
};

/** A file that is being replaced may be missing or empty for a moment. */
const readIfThere = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

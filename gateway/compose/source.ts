import { readFileSync, statSync } from 'node:fs';

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

/** Differs once a file has been written or another one has taken its place. */
const versionOf = (file: string): string => {
  const { ino, mtimeMs, size } = statSync(file);
  return `${ino} ${mtimeMs} ${size}`;
};

/** A supergraph in a file: whoever writes the file has it served, without a restart. */
export const supergraphFile = (file: string): SupergraphSource => {
  let version = versionOf(file);
  let sdl = readFileSync(file, 'utf8');

  /** The new text, if there is one; a file that is being replaced may be missing or empty for a moment. */
  const look = (): string | undefined => {
    try {
      const now = versionOf(file);
      if (now === version) return undefined;
      const text = readFileSync(file, 'utf8');
      if (text === '') return undefined;
      version = now;
      return text === sdl ? undefined : text;
    } catch {
      return undefined;
    }
  };

  return {
    sdl,
    follow: (onChange) => {
      const timer = setInterval(() => {
        const text = look();
        if (text === undefined) return;
        sdl = text;
        onChange(text);
      }, LOOK_EVERY_MS).unref();
      return () => clearInterval(timer);
    },
  };
};

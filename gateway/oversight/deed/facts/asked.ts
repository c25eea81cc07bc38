import type { Deed } from '../deed.ts';
import type { Known } from '../known.ts';

/** What nobody need say. */
export type Optional<T> = T | null | undefined;

/** Whom a deed is about. */
export interface About {
  /** Key of the person. */
  readonly person: string;
  /** Code of the institution. */
  readonly institution: string;
}

/** Makes a deed of what somebody asks about: what would be registered by whoever does it, and by those who follow. */
export type MakeDeed<Asked> = (asked: Asked, known: Known) => Promise<Deed>;

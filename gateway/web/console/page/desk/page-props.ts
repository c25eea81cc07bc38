import type { Ask } from '../ask.ts';
import type { Language } from '../language.ts';

/** What each page of the desk is given. */
export interface DeskPageProps {
  readonly language: Language;
  readonly ask: Ask;
  /** Name of the purpose that is chosen, empty for none: another one shows other things. */
  readonly purpose: string;
}

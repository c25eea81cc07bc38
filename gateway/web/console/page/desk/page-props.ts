import type { Ask } from '../ask.ts';
import type { Language } from '../language.ts';
import type { Person } from '../login/person.ts';
import type { Go } from '../place.ts';

/** What each page of the desk is given. */
export interface DeskPageProps {
  readonly language: Language;
  readonly ask: Ask;
  /** Name of the purpose that is chosen, empty for none: another one shows other things. */
  readonly purpose: string;
  /** Who asks, as the page knows it. */
  readonly person: Person;
  /** What the address names of the page, e.g. the id of a rule; empty for nothing. */
  readonly at: string;
  readonly go: Go;
}

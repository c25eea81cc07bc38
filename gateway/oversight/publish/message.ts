// What is published of a change: that there was one, about whom, and never what.
import type { DepartmentName } from '../../../schema/departments.ts';
import type { FeedChange } from '../feed/feed.ts';

/** Subjects of all changes, and of an owner's. */
export const ALL_CHANGES = 'fournets.changes.>';
export const changesOf = (owner: DepartmentName): string => `fournets.changes.${owner}.>`;

/** A change as a message. */
export interface Message {
  /** `fournets.changes.<owner>.<fact>`. */
  readonly subject: string;
  /** Its own: a change that is published twice within the window of the stream is kept once. */
  readonly id: string;
  /** JSON: `fact`, `subjectKind`, `subject`, `document`, `registeredAt`, `cursor`. */
  readonly payload: string;
}

/** What cannot stand in a subject between its dots. Owners elsewhere say by themselves what their facts are called. */
const NO_TOKEN = /^$|[^\w-]/g;

/** The message of a change. */
export const messageOf = (owner: DepartmentName, change: FeedChange): Message => {
  const { fact, subjectKind, subject, document, registeredAt, cursor } = change;
  return {
    subject: `fournets.changes.${owner}.${fact.replaceAll(NO_TOKEN, '_')}`,
    id: `${owner}:${cursor}`,
    payload: JSON.stringify({ fact, subjectKind, subject, document, registeredAt, cursor }),
  };
};

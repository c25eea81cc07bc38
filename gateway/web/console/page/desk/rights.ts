/** Who asks, as the gateway reads it from the access token. */
export interface DeskViewer {
  readonly subject: string;
  readonly kind: 'PERSON' | 'SYSTEM';
  readonly roles: readonly string[];
  /** Null for who belongs to a unit only. */
  readonly department: string | null;
}

export const VIEWER = `query DeskViewer { viewer { subject kind roles department } }`;

/** Roles of a department's own staff; a unit's officer is none. */
const STAFF: ReadonlySet<string> = new Set(['investigator', 'clerk', 'director']);

/** Whoever saves rules: the ledger decides about it all the same, and nothing is kept from who is not known. */
export const maySave = (viewer: DeskViewer | undefined): boolean =>
  viewer === undefined ||
  (viewer.department === 'establishment' && viewer.roles.some((role) => STAFF.has(role))) ||
  (viewer.department === 'discipline' && viewer.roles.includes('investigator'));

/** Whoever puts versions to work and takes them out of it. */
export const mayDecide = (viewer: DeskViewer | undefined): boolean =>
  viewer === undefined ||
  (viewer.kind === 'PERSON' && viewer.department === 'establishment' && viewer.roles.includes('director'));

/** True where somebody saved a version: they do not put it to work. */
export const isOwn = (
  viewer: DeskViewer | undefined,
  { origin, savedBy }: { readonly origin: 'BUILTIN' | 'SAVED'; readonly savedBy: string },
): boolean => origin === 'SAVED' && savedBy === viewer?.subject;

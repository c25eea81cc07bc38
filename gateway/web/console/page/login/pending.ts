/** What a login under way must come back with. Kept by the tab while the issuer's pages are in its place. */
export interface Pending {
  readonly state: string;
  readonly nonce: string;
  /** Proves that the code is changed by the page that asked for it (PKCE). */
  readonly verifier: string;
  /** True where nobody was to be asked anything: a reload. */
  readonly isQuiet: boolean;
}

const PENDING_KEY = 'fournets:login';
const ENTERED_KEY = 'fournets:entered';

export const keepPending = (pending: Pending): void =>
  sessionStorage.setItem(PENDING_KEY, JSON.stringify(pending));

/** The login under way in this tab, which is over with this. */
export const takePending = (): Pending | undefined => {
  const kept = sessionStorage.getItem(PENDING_KEY);
  sessionStorage.removeItem(PENDING_KEY);
  return kept === null ? undefined : JSON.parse(kept);
};

/**
 * Notes that somebody is logged in here. Tokens are kept in memory alone, out of reach of whatever reads storage: a
 * reload asks the issuer, which still knows the person, for new ones.
 */
export const markEntered = (): void => sessionStorage.setItem(ENTERED_KEY, 'yes');

/** Whether somebody was logged in here, which is forgotten with this. */
export const takeEntered = (): boolean => {
  const isEntered = sessionStorage.getItem(ENTERED_KEY) !== null;
  sessionStorage.removeItem(ENTERED_KEY);
  return isEntered;
};

import type { LoginSettings } from '../../serve.ts';

const SETTINGS_ADDRESS = '/console/config.json';

/** How people log in here; undefined where the graph asks nobody who they are. */
export const loadSettings = async (): Promise<LoginSettings | undefined> => {
  const response = await fetch(SETTINGS_ADDRESS);
  if (!response.ok) throw new Error(`${SETTINGS_ADDRESS} answered ${response.status}.`);
  const { login }: { login: LoginSettings | null } = await response.json();
  return login ?? undefined;
};

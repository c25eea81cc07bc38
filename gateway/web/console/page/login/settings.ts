import type { LoginSettings } from '../../serve.ts';
import { tellToday } from '../today.ts';

const SETTINGS_ADDRESS = '/console/config.json';

/** How people log in here; undefined where the graph asks nobody who they are. What counts as today is taken note of. */
export const loadSettings = async (): Promise<LoginSettings | undefined> => {
  const response = await fetch(SETTINGS_ADDRESS);
  if (!response.ok) throw new Error(`${SETTINGS_ADDRESS} answered ${response.status}.`);
  const { login, today }: { login: LoginSettings | null; today: string | null } = await response.json();
  tellToday(today);
  return login ?? undefined;
};

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `describe` for tests in a real browser. Only `FOURNETS_NO_BROWSER=1` lets them be left out. */
export const describeInBrowser = process.env['FOURNETS_NO_BROWSER'] === '1' ? describe.skip : describe;

/** Starts Debian's Chromium with an empty profile, or says how to get it. */
export const launchChromium = async (): Promise<Browser> => {
  if (!existsSync(EXECUTABLE))
    throw new Error(
      `These tests need ${EXECUTABLE}. Run \`apt-get install chromium\`, or set FOURNETS_NO_BROWSER=1 to leave them out.`,
    );
  return chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
};

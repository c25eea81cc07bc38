import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { startConsoleApp } from './console-app.ts';
import type { ConsoleApp } from './console-app.ts';

/** A server that has the console. */
export interface ConsolePlace {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** A page of the console in a fresh profile. */
export interface Visit {
  readonly page: Page;
  /** What the page must never do: ask another host, or write an error to the browser's console. */
  readonly offences: string[];
}

/** A server and a browser, and the visits of the running test. */
export interface ConsoleStage<Place extends ConsolePlace = ConsoleApp> {
  readonly app: Place;
  readonly visit: (options?: BrowserContextOptions, path?: string) => Promise<Visit>;
  /** Ends the visits of a test and gives their offences. */
  readonly leave: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const watch = (page: Page, origin: string): string[] => {
  const offences: string[] = [];
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== origin) offences.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) offences.push(message.text());
  });
  page.on('pageerror', (error) => offences.push(error.message));
  return offences;
};

/** The page's first own part is there: the editor, or the way in. */
const isShown = (page: Page): Promise<void> =>
  page.locator('.graphiql-query-editor .view-line, .fournets-gate').first().waitFor();

const open = async (
  browser: Browser,
  origin: string,
  options: BrowserContextOptions,
  path: string,
): Promise<Visit> => {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const page = await context.newPage();
  const offences = watch(page, origin);
  await page.goto(origin + path);
  await isShown(page);
  return { page, offences };
};

/** Starts the browser before a server. */
export const setStageAt = async <Place extends ConsolePlace>(
  start: () => Promise<Place>,
): Promise<ConsoleStage<Place>> => {
  const browser = await launchChromium();
  const app = await start();
  const visits: Visit[] = [];
  return {
    app,
    visit: async (options = {}, path = '/console') => {
      const visit = await open(browser, app.origin, options, path);
      visits.push(visit);
      return visit;
    },
    leave: async () => {
      const left = visits.splice(0);
      await Promise.all(left.map(({ page }) => page.context().close()));
      return left.flatMap(({ offences }) => offences);
    },
    close: async () => {
      await browser.close();
      await app.close();
    },
  };
};

/** Starts the browser before a server whose graph asks nobody who they are. */
export const setStage = (): Promise<ConsoleStage> => setStageAt(startConsoleApp);

/** The editor of the question. */
export const question = (page: Page): Locator => page.locator('.graphiql-query-editor .view-lines');

/** The editor of the question's variables. */
export const variables = (page: Page): Locator => page.locator('.graphiql-editor-tool .view-lines').first();

/** The editor that shows the answer. */
export const answer = (page: Page): Locator => page.locator('.graphiql-response .view-lines');

/** Puts a text in the place of what stands in an editor. Monaco closes brackets and quotes: what it adds is deleted. */
export const write = async (page: Page, editor: Locator, text: string): Promise<void> => {
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Control+Shift+End');
  await page.keyboard.press('Delete');
};

/** Waits until an editor shows the text. Monaco writes spaces as no-break spaces. */
export const shows = (editor: Locator, text: string): Promise<void> =>
  editor.filter({ hasText: new RegExp(text.replaceAll(' ', '\\s')) }).waitFor();

/** Chooses from the menu of example questions. */
export const openExample = async (page: Page, menu: string, title: string): Promise<void> => {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: title }).click();
};

// The console of the product as a user starts it, with its own issuer and the demo district.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { PersonName } from '../../gateway/issuer/people.ts';
import { startProduct } from '../support/product.ts';
import { setStageAt } from './console-page.ts';
import type { ConsolePlace, ConsoleStage } from './console-page.ts';

/** A started product. */
export interface ProductPlace extends ConsolePlace {
  readonly dataDirectory: string;
}

const startPlace = async (): Promise<ProductPlace> => {
  const dataDirectory = mkdtempSync(path.join(tmpdir(), 'fournets-console-'));
  const product = await startProduct(dataDirectory, { FOURNETS_DEMO_PEOPLE: '600' });
  return {
    dataDirectory,
    origin: product.url,
    close: async () => {
      await product.stop();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
};

/** Starts the browser before a product. */
export const setProductStage = (): Promise<ConsoleStage<ProductPlace>> => setStageAt(startPlace);

/** Waits for the editors, which are shown to who is logged in. */
export const isInside = (page: Page): Promise<void> =>
  page.locator('.graphiql-query-editor .view-line').first().waitFor();

/** Logs in as a demo person, by the issuer's pages; in a Chinese browser the button is Chinese. */
export const logIn = async (page: Page, person: PersonName): Promise<void> => {
  await page.getByRole('button', { name: /^(Log in|登录)/ }).click();
  await page.locator(`button[value=${person}]`).click();
  await isInside(page);
};

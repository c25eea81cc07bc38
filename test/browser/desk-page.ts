// The desk of the console, which stands in the place of the editors.
import type { Locator, Page } from 'playwright-core';
import type { PersonName } from '../../gateway/issuer/people.ts';
import type { ConsoleStage, Visit } from './console-page.ts';
import type { ProductPlace } from './console-product.ts';

/** The part of the page that the desk is in. */
export const desk = (page: Page): Locator => page.locator('#desk');

/** Presses a button of the desk. */
export const press = (page: Page, name: string | RegExp): Promise<void> =>
  desk(page).getByRole('button', { name, exact: true }).click();

/** Logs in as a demo person at an address of the desk. */
export const enterDesk = async (
  stage: ConsoleStage<ProductPlace>,
  person: PersonName,
  path: string,
  options: Parameters<ConsoleStage['visit']>[0] = {},
): Promise<Visit> => {
  const entered = await stage.visit(options, path);
  const { page } = entered;
  await page.getByRole('button', { name: /^(Log in|登录)/ }).click();
  await page.locator(`button[value=${person}]`).click();
  await desk(page).waitFor();
  return entered;
};

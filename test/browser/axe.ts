import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Parts of the page that are not GraphiQL's, which are its makers'. */
const OWN = [
  '#header',
  '#desk',
  '.fournets-gate',
  '.fournets-result-bar',
  '.fournets-refusals',
  '.fournets-examples',
];

/** Monaco's, inside a part of the page. */
const EDITOR = '.fournets-rule-editor';

/** Serious violations of the page's own parts, of those that are shown. */
export const seriousViolations = async (page: Page): Promise<readonly string[]> => {
  const counts = await Promise.all(OWN.map((selector) => page.locator(selector).count()));
  const { violations } = await OWN.filter((_, index) => counts[index] !== 0)
    .reduce((axe, selector) => axe.include(selector), new AxeBuilder({ page }).exclude(EDITOR))
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};

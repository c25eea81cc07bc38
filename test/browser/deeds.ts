// What the console says before a deed, of a product that other tests of the desk have started.
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import type { PersonName } from '../../gateway/issuer/people.ts';
import { ask } from '../support/product.ts';
import { headersOf } from '../support/token.ts';
import { seriousViolations } from './axe.ts';
import { question, shows } from './console-page.ts';
import type { ConsoleStage } from './console-page.ts';
import type { ProductPlace } from './console-product.ts';
import { desk, enterDesk, press } from './desk-page.ts';

const RULE = readFileSync('schema/rules/R12-paid-after-death.graphql', 'utf8');

const field = (page: Page, name: string | RegExp): Locator => desk(page).getByRole('textbox', { name });

/** Somebody who died, and the institution that they were employed in. */
interface Dead {
  readonly pid: string;
  readonly name: string;
  readonly institution: { readonly code: string; readonly name: string };
}

/** Tests of the page, over rules of which R12 is put to work. */
export const testDeeds = (stageOf: () => ConsoleStage<ProductPlace>): void => {
  let dead: Dead;

  const askAs = async <T>(person: PersonName, query: string): Promise<T> => {
    const { origin, dataDirectory } = stageOf().app;
    const { data, errors } = await ask(origin, query, await headersOf(dataDirectory, person));
    expect(errors).toBeUndefined();
    return data as T;
  };

  /** Fills in the pay of the dead person for a month that nobody was paid for. */
  const fillIn = async (page: Page): Promise<void> => {
    await field(page, 'Code of the institution that pays').fill(dead.institution.code);
    await field(page, 'Key of the person').fill(dead.pid);
    await desk(page).getByLabel('Month of pay').fill('2026-11');
    await field(page, 'What is paid, before deductions').fill('5000.00');
  };

  /** Suspends all that HR shares its persons under. */
  const suspend = async (): Promise<void> => {
    const { agreements } = await askAs<{
      readonly agreements: {
        readonly nodes: readonly {
          readonly id: string;
          readonly version: number;
          readonly coordinates: readonly string[];
        }[];
      };
    }>('hr-clerk', '{ agreements: agreementsOfHr(first: 50) { nodes { id version coordinates } } }');
    for (const { id, version, coordinates } of agreements.nodes)
      if (coordinates.includes('Query.personsOfHr'))
        await askAs(
          'hr-clerk',
          `mutation { decideAgreementOfHr(id: "${id}", version: ${version}, decision: SUSPEND, reason: "—") { id } }`,
        );
  };

  beforeAll(async () => {
    await askAs(
      'section-clerk',
      `mutation { saveRule(input: { id: "R12", text: ${JSON.stringify(RULE)} }) { version } }`,
    );
    await askAs('director', 'mutation { activateRule(id: "R12", version: 1) { id } }');
    const { deaths } = await askAs<{
      readonly deaths: {
        readonly nodes: readonly [
          {
            readonly person: {
              readonly pid: string;
              readonly name: string;
              readonly employments: readonly Pick<Dead, 'institution'>[];
            };
          },
        ];
      };
    }>(
      'hr-clerk',
      '{ deaths(first: 1) { nodes { person { pid name employments(history: true) { institution { code name } } } } } }',
    );
    const [{ person }] = deaths.nodes;
    dead = { ...person, institution: person.employments[0]!.institution };
  });

  it('says what would be found, who keeps the facts, and leads to the rule and back', async () => {
    const { page } = await enterDesk(stageOf(), 'finance-clerk', '/console#deeds');
    await desk(page).getByText('It is asked by: staff of Finance.').waitFor();
    expect(await desk(page).getByRole('radio', { name: 'Pay' }).isChecked()).toBe(true);
    await fillIn(page);
    await field(page, 'What is paid, before deductions').press('Enter');
    await desk(page).getByText('RED Something that stands against it would be found').waitFor();
    // Others at work may find something, too.
    const found = desk(page)
      .getByRole('region', { name: /^Would be found/ })
      .getByRole('listitem')
      .filter({ hasText: 'R12' });
    await found
      .getByText('The facts are kept from you by Human resources and social security: ask there.')
      .waitFor();
    await found.getByText('Rests on: 财政违法行为处罚处分条例').waitFor();
    await desk(page).getByText('What the rules read, and what of it is shown to you').click();
    await desk(page)
      .getByRole('row', { name: /^Human resources.*Death\.diedOn/ })
      .waitFor();
    expect(await seriousViolations(page)).toEqual([]);

    await desk(page).getByRole('radio', { name: 'Appoint' }).check();
    await desk(page).getByText('What is entered has changed since').waitFor();
    await desk(page).getByRole('radio', { name: 'Pay' }).check();
    await found.getByRole('link', { name: 'R12 Paid after death' }).click();
    await desk(page)
      .getByRole('button', { name: /^R12 Paid after death/ })
      .and(page.locator('[aria-current=true]'))
      .waitFor();
    expect(new URL(page.url()).hash).toBe('#rules/R12');
    await page.goBack();
    await found.waitFor();
    await page.getByRole('combobox', { name: 'Purpose' }).selectOption({ index: 1 });
    await found.waitFor({ state: 'detached' });
  });

  it('looks up institutions and people by name, and asks in the editors what it was asked', async () => {
    const { page } = await enterDesk(stageOf(), 'hr-clerk', '/console#deeds', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await desk(page).getByText('Look up an institution').press('Enter');
    await field(page, 'Part of the name').fill(dead.institution.name);
    await page.keyboard.press('Enter');
    await desk(page)
      .getByRole('button', { name: `${dead.institution.name} ${dead.institution.code}` })
      .press('Enter');
    expect(await field(page, 'Code of the institution').inputValue()).toBe(dead.institution.code);
    await desk(page).getByText('Look up a person').press('Enter');
    await field(page, 'Part of the name').fill(dead.name);
    await page.keyboard.press('Enter');
    await desk(page)
      .getByRole('button', { name: new RegExp(`^${dead.name}`) })
      .first()
      .press('Enter');
    await desk(page).getByLabel('Category of the seat').selectOption('Administrative quota');
    await desk(page).getByLabel('Way of entry').selectOption('Transfer from another institution');
    await press(page, 'Ask the rules');
    await desk(page).getByText(`Hire · ${dead.name}`).waitFor();
    await press(page, 'Copy as JSON');
    await desk(page).getByText('Copied.').waitFor();
    expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toMatchObject({
      check: { allowed: expect.any(String), asOf: '2026-10-31' },
      institution: { name: dead.institution.name },
    });
    await press(page, 'Open as a question');
    await shows(question(page), 'mayHire');
    await page.getByRole('button', { name: 'Before the deed' }).click();
    await desk(page).getByText(`Hire · ${dead.name}`).waitFor();
  });

  it('shows why the graph does not answer, value by value', async () => {
    const { page } = await enterDesk(stageOf(), 'finance-clerk', '/console#deeds');
    await fillIn(page);
    await desk(page).getByLabel('Kind of payment').selectOption('RECOVERY');
    await press(page, 'Ask the rules');
    await desk(page).getByText('A recovery takes money back').waitFor();
    await desk(page).getByRole('radio', { name: 'Promote' }).check();
    await press(page, 'Ask the rules');
    await desk(page).getByText('It is for: staff of Organization department.').waitFor();
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });

  // Last: the rules are not decided any more.
  it('is never green where something cannot be decided, and says without whom', async () => {
    const { page } = await enterDesk(stageOf(), 'finance-clerk', '/console#deeds', {
      locale: 'zh-CN',
      colorScheme: 'dark',
    });
    await field(page, '机构代码').fill(dead.institution.code);
    await field(page, '人员标识').fill(dead.pid);
    await desk(page).getByLabel('发放月份').fill('2026-11');
    await field(page, '应发金额').fill('5000.00');
    await suspend();
    const answer = desk(page).getByText('未知 无法判定');
    // It takes up to a second: asked again until then.
    while (!(await answer.isVisible())) {
      await press(page, '询问规则');
      await desk(page).getByRole('button', { name: '询问规则' }).waitFor();
    }
    await desk(page).getByText('R12：缺少人社的数据').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });
};

import type { Page } from 'playwright-core';
import type { PersonName } from '../../gateway/issuer/people.ts';
import { ask } from '../support/product.ts';
import { headersOf } from '../support/token.ts';
import { seriousViolations } from './axe.ts';
import { describeInBrowser } from './chromium.ts';
import { answer, question, shows, write } from './console-page.ts';
import type { ConsoleStage, Visit } from './console-page.ts';
import { isInside, logIn, setProductStage } from './console-product.ts';
import type { ProductPlace } from './console-product.ts';
import { testDeeds } from './deeds.ts';
import { desk, enterDesk, press } from './desk-page.ts';
import { testFindings } from './findings.ts';

const editor = (page: Page) => page.locator('.fournets-rule-editor .view-lines');
const row = (page: Page, name: string | RegExp) =>
  desk(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) });

/** A rule that is the first one's template but for what is replaced. */
const ruleWith = (id: string, least: number, more = ''): string => `query NewRule(
$among: [InstitutionCode!] $after: InstitutionCode $upTo: InstitutionCode $first: Int $asOf: Date
$least: Int! = ${least} @parameter(en: "Seats over the posts." zh: "超出核定的人数" source: "test")
)
@rule(
id: "${id}" en: "Written here" zh: "在此编写" severity: AMBER subject: INSTITUTION articles: []
each: "institution.staffing" condition: "item.occupied - int(item.authorised) >= least${more}" period: "item.category"
says: { en: "{item.category}: {item.occupied}." zh: "{item.category}：{item.occupied}。" }
) {
units: institutionsOfEstablishment(of: SEATING among: $among after: $after upTo: $upTo first: $first asOf: $asOf) {
code staffing(asOf: $asOf) { category authorised occupied }
}
}`;

describeInBrowser('standing rules in the console', () => {
  let stage: ConsoleStage<ProductPlace>;

  const enter = (
    person: PersonName,
    path = '/console#rules',
    options: Parameters<ConsoleStage['visit']>[0] = {},
  ): Promise<Visit> => enterDesk(stage, person, path, options);

  let unit = '';

  beforeAll(async () => {
    stage = await setProductStage();
    const { origin, dataDirectory } = stage.app;
    const { data } = await ask(
      origin,
      '{ institutionsOfEstablishment(of: SEATING, first: 1) { code } }',
      await headersOf(dataDirectory, 'section-clerk'),
    );
    const [first] = (data as { institutionsOfEstablishment: { code: string }[] }).institutionsOfEstablishment;
    unit = first!.code;
  });

  afterEach(async () => {
    expect(await stage.leave()).toEqual([]);
  });

  afterAll(() => stage.close());

  it('marks what is wrong at its place, keeps versions, compares them, and has another person put one to work', async () => {
    const { page } = await enter('section-clerk');
    await desk(page).getByText('No rule is kept yet.').waitFor();
    await write(page, editor(page), ruleWith('X01', 1, ' && none'));
    await desk(page).getByText('The rule cannot be used yet.').waitFor();
    await page.locator('.fournets-rule-editor .squiggly-error').waitFor();
    expect(await desk(page).getByRole('button', { name: 'Save a version' }).isDisabled()).toBe(true);
    await press(page, /^line 7, column \d+$/);
    expect(await page.evaluate(() => document.activeElement?.closest('.fournets-rule-editor') !== null)).toBe(
      true,
    );

    await write(page, editor(page), ruleWith('X01', 1));
    await desk(page).getByText('The rule can be used. It is about institutions.').waitFor();
    await press(page, 'Save a version');
    await desk(page).getByText('Kept as version 1.').waitFor();

    await desk(page)
      .getByRole('textbox', { name: /^least/ })
      .fill('3');
    await desk(page).getByText('default 1 · source: test · changed').waitFor();
    await desk(page).getByRole('textbox', { name: 'Note' }).fill('from three on');
    await press(page, 'Save a version');
    await desk(page).getByText('Kept as version 2.').waitFor();
    await row(page, '2').getByText('{"least":3}').waitFor();
    await row(page, '1').getByRole('button', { name: 'Compare' }).click();
    await desk(page)
      .getByRole('region', { name: 'From version 1' })
      .getByText('+ Parameters: least = 3')
      .waitFor();

    await desk(page).getByText('A director of the establishment office puts versions to work').waitFor();
    expect(await row(page, '2').getByRole('button', { name: 'Put to work' }).isDisabled()).toBe(true);
    await row(page, '2').getByText('section-clerk (saved, Establishment office)').waitFor();
    expect(await seriousViolations(page)).toEqual([]);

    const { page: other } = await enter('director');
    await desk(other)
      .getByRole('button', { name: /^X01 Written here/ })
      .click();
    await row(other, '2').getByRole('button', { name: 'Put to work' }).click();
    await desk(other)
      .getByRole('button', { name: /^X01.*at work: version 2/ })
      .waitFor();
    await row(other, /^2 at work/).waitFor();
  });

  it('lets nobody press what is not theirs to do, and says whose it is', async () => {
    const { page } = await enter('finance-clerk', '/console#rules/X01');
    await desk(page).getByText('Rules are saved by staff of the establishment office').waitFor();
    expect(await desk(page).getByRole('button', { name: 'Save a version' }).isDisabled()).toBe(true);
    await desk(page).getByText('A director of the establishment office puts versions to work').waitFor();
    expect(await row(page, /^2/).getByRole('button', { name: 'Take out of work' }).isDisabled()).toBe(true);
    expect(await seriousViolations(page)).toEqual([]);

    const { page: investigator } = await enter('investigator', '/console#rules/X01');
    await desk(investigator).getByRole('button', { name: 'Save a version', disabled: false }).waitFor();
    await desk(investigator)
      .getByRole('textbox', { name: /^least/ })
      .fill('4');
    await press(investigator, 'Save a version');
    await desk(investigator).getByText('Kept as version 3.').waitFor();
    await row(investigator, '3').getByText('investigator (saved, Discipline inspection)').waitFor();
    expect(await row(investigator, '3').getByRole('button', { name: 'Put to work' }).isDisabled()).toBe(true);
  });

  it('tries a rule on one subject step by step, and tests it over the past', async () => {
    const { page } = await enter('section-clerk');
    await write(page, editor(page), ruleWith('X02', -1000));
    await desk(page).getByText('It is about institutions.').waitFor();
    const subject = desk(page).getByRole('textbox', { name: 'Code of an institution' });
    await subject.fill(unit);
    await subject.press('Enter');
    await desk(page).getByText('Hit amber').first().waitFor();
    const steps = desk(page).getByRole('region', { name: 'Step by step' });
    await steps.getByText('item.occupied - int(item.authorised) >= least').first().waitFor();
    await steps.getByText('true').first().waitFor();

    const sample = desk(page).getByRole('spinbutton', { name: 'Share of persons' });
    await sample.press('Enter');
    await desk(page)
      .getByText(/^6 requests, \d+ subjects/)
      .waitFor();
    expect(
      await desk(page)
        .getByRole('rowheader', { name: /^\d{4}-\d\d-\d\d$/ })
        .count(),
    ).toBe(6);
    await desk(page).getByRole('table', { name: 'By institution, on the last day' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  it('shows what owners do not share, and what to do about it, in Chinese', async () => {
    const { page } = await enter('investigator', '/console#rules', { locale: 'zh-CN', colorScheme: 'dark' });
    await write(page, editor(page), ruleWith('X03', 1));
    await desk(page).getByText('规则可用。').waitFor();
    await desk(page).getByRole('textbox', { name: '机构代码' }).fill(unit);
    await desk(page).getByRole('textbox', { name: '机构代码' }).press('Enter');
    const gaps = desk(page).getByRole('region', { name: '未向您提供的数据' }).last();
    await gaps.getByText('编办 Query.institutionsOfEstablishment：须有查询事由').waitFor();
    await gaps.getByText('请在页面上方选择查询事由').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  it('starts a run, follows it and cancels it; the question behind it is as it was', async () => {
    const { page } = await enter('section-clerk', '/console#runs');
    await desk(page).getByText('No rule has been run yet.').waitFor();
    await desk(page).getByRole('textbox', { name: 'Code of one institution' }).fill(unit);
    await press(page, 'Start a run');
    await row(page, '1').getByText('waiting for a worker').waitFor();
    await row(page, '1').getByText('0 of 1 parts, 0 subjects').waitFor();
    await row(page, '1').getByRole('button', { name: 'Cancel' }).click();
    await row(page, '1').getByText('cancelled').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/graphql')) asked.push(`${request.headers()['accept']}`);
    });
    await press(page, 'Start a run');
    await row(page, '2').getByText('waiting for a worker').waitFor();
    // Somebody else does, and the page is told.
    const { origin, dataDirectory } = stage.app;
    const clerk = await headersOf(dataDirectory, 'section-clerk');
    await ask(origin, 'mutation { cancelRuleRun(id: 2) { id } }', clerk);
    await row(page, '2').getByText('cancelled').waitFor();
    expect(asked).toEqual(['application/json', 'application/json', 'text/event-stream']);
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await page.getByRole('button', { name: 'Rules', exact: true }).click();
    await desk(page).getByRole('button', { name: /^X01/ }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await page.getByRole('button', { name: 'Questions', exact: true }).click();
    await isInside(page);
    await shows(page.locator('.graphiql-query-editor .view-lines'), 'five departments');
    await page.reload();
    await isInside(page);
  });

  it('are followed in the editor, too, as long as they are under way', async () => {
    const { origin, dataDirectory } = stage.app;
    const { page } = await stage.visit();
    await logIn(page, 'section-clerk');
    const clerk = await headersOf(dataDirectory, 'section-clerk');
    const input = '{ asOf: "2026-10-31" reason: DEMAND rules: [{ id: "X01" version: 1 }] bounds: [] }';
    const { data } = await ask(origin, `mutation { run: startRuleRun(input: ${input}) { id } }`, clerk);
    const { id } = (data as { run: { id: string } }).run;
    await write(page, question(page), `query Mine @live { ruleRun(id: ${id}) { state } }`);
    // Once GraphiQL has read the name, which is sent along.
    await page.getByRole('tab', { name: 'Mine' }).waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await shows(answer(page), '"PENDING"');
    await ask(origin, `mutation { cancelRuleRun(id: ${id}) { id } }`, clerk);
    await shows(answer(page), '"CANCELLED"');
    await page.getByRole('button', { name: /Execute query/ }).waitFor();
  });

  it('is reached by keyboard alone', async () => {
    const { page } = await stage.visit();
    await logIn(page, 'section-clerk');
    await page.getByRole('button', { name: 'Findings', exact: true }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const rule = desk(page).getByRole('button', { name: /^X01/ });
    await rule.waitFor();
    await desk(page).getByRole('button', { name: 'New rule' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await shows(editor(page), 'query NewRule');
    await desk(page).getByText('It is about institutions.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(() => document.activeElement?.closest('.fournets-rule-editor, details') !== null),
    ).toBe(true);
    await desk(page).getByRole('button', { name: 'Save a version', disabled: false }).waitFor();
    await desk(page).getByRole('textbox', { name: 'Note' }).focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Save a version');
  });

  describe('findings', () => {
    testFindings(() => stage);
  });

  describe('before a deed', () => {
    testDeeds(() => stage);
  });
});

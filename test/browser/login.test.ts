import type { Page } from 'playwright-core';
import { describeInBrowser } from './chromium.ts';
import { answer, question, shows, write } from './console-page.ts';
import type { ConsoleStage } from './console-page.ts';
import { isInside, logIn, setProductStage } from './console-product.ts';
import type { ProductPlace } from './console-product.ts';

/** A JWT begins so, whatever is in it. */
const TOKEN = /eyJ[\w-]{20,}/;

/** Longer than an access token is used, shorter than it lasts. */
const ALMOST_TEN_MINUTES_MS = 9.75 * 60 * 1000;

const QUESTION = 'query Count { decisions(first: 1) { totalCount } }';

const run = (page: Page): Promise<void> => page.getByRole('button', { name: /Execute query/ }).click();

/** Only what asks for the time: faked timers break Monaco. */
const putClockForward = (page: Page): Promise<void> =>
  page.evaluate((ms) => {
    const { now } = Date;
    Date.now = () => now() + ms;
  }, ALMOST_TEN_MINUTES_MS);

/** Asks once GraphiQL has read the operation's name, which comes late and is sent along. */
const askQuestion = async (page: Page, text = QUESTION): Promise<void> => {
  await write(page, question(page), text);
  await page.getByRole('tab', { name: 'Count' }).waitFor();
  await run(page);
};

const gate = (page: Page) => page.getByRole('heading', { name: 'Who asks?' });

const logOut = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.locator('button[name=logout]').click();
  await gate(page).waitFor();
};

describeInBrowser('logging in to the console', () => {
  let stage: ConsoleStage<ProductPlace>;
  const visit: ConsoleStage['visit'] = (...visited) => stage.visit(...visited);

  beforeAll(async () => {
    stage = await setProductStage();
  });

  afterEach(async () => {
    expect(await stage.leave()).toEqual([]);
  });

  afterAll(() => stage.close());

  it('lets in by the pages of the issuer, says who it is, and answers', async () => {
    const { page } = await visit();
    await logIn(page, 'investigator');
    await page.getByRole('group', { name: 'Logged in as' }).getByText('Investigator, Discipline').waitFor();
    expect(page.url()).toBe(`${stage.app.origin}/console`);
    await askQuestion(page);
    await shows(answer(page), '"totalCount":');
  });

  it('says who it is in Chinese', async () => {
    const { page } = await visit({ locale: 'zh-CN' });
    await logIn(page, 'unit-hr');
    await page.getByRole('group', { name: '当前登录' }).getByText('孙单玉 单位人事干部').waitFor();
    await page.getByText('本单位数据，无需事由').waitFor();
  });

  it('has no token in an address or in what the browser keeps', async () => {
    const { page } = await visit();
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await logIn(page, 'investigator');
    await askQuestion(page);
    await shows(answer(page), '"totalCount":');
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    await page.reload();
    await isInside(page);
    await logOut(page);
    expect(addresses.filter((address) => address.includes('/oidc/')).length).toBeGreaterThan(8);
    expect(addresses.filter((address) => TOKEN.test(address))).toEqual([]);
    expect(kept).toContain('totalCount');
    expect(kept).not.toMatch(TOKEN);
  });

  it('keeps the login over a reload and a change of language, without asking again', async () => {
    const { page } = await visit();
    await logIn(page, 'director');
    await page.reload();
    await page.getByText('Director, Establishment office').waitFor();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByText('负责人，编办').waitFor();
    expect(page.url()).toBe(`${stage.app.origin}/console`);
  });

  it.each(['code=made-up', 'error=access_denied'])(
    'takes no answer that it did not ask for: %s',
    async (made) => {
      const iss = encodeURIComponent(`${stage.app.origin}/oidc`);
      const answered = `/console?${made}&state=made-up&iss=${iss}`;
      const { page } = await visit({}, answered);
      const changed: string[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('/oidc/token')) changed.push(request.url());
      });
      await page.getByRole('alert').getByText('did not come to an end').waitFor();
      expect(page.url()).toBe(`${stage.app.origin}/console`);
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.locator('button[value=director]').waitFor();
      await page.goto(stage.app.origin + answered);
      await page.getByRole('alert').getByText('did not come to an end').waitFor();
      expect(await page.getByRole('alert').innerText()).not.toContain('access_denied');
      expect(changed).toEqual([]);
      await gate(page).waitFor();
    },
  );

  it('takes no ID token that was made for another login', async () => {
    const { page } = await visit();
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.locator('button[value=director]').waitFor();
    await page.evaluate(() => {
      const pending = JSON.parse(sessionStorage.getItem('fournets:login') ?? '');
      sessionStorage.setItem('fournets:login', JSON.stringify({ ...pending, nonce: 'another' }));
    });
    await page.locator('button[value=director]').click();
    await page.getByRole('alert').getByText('did not come to an end').waitFor();
    await gate(page).waitFor();
  });

  it('says when the login is cancelled at the issuer', async () => {
    const { page } = await visit();
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.locator('button[name=cancel]').click();
    await page.getByRole('alert').getByText('access_denied').waitFor();
  });

  it('changes the access token before it ends', async () => {
    const { page } = await visit();
    await logIn(page, 'investigator');
    await page.locator('#purpose').waitFor();
    const changes: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/oidc/token')) changes.push(request.postData() ?? '');
    });
    await putClockForward(page);
    await askQuestion(page);
    await shows(answer(page), '"totalCount":');
    await page.getByRole('button', { name: /Re-fetch GraphQL schema/ }).click();
    await run(page);
    await shows(answer(page), '"totalCount":');
    expect(changes).toEqual([expect.stringContaining('grant_type=refresh_token')]);
  });

  it('changes an access token that the gateway refuses, and asks again', async () => {
    const { page, offences } = await visit();
    await logIn(page, 'investigator');
    await page.locator('#purpose').waitFor();
    await page.route(
      '**/graphql',
      (route) => route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer none' } }),
      { times: 1 },
    );
    await askQuestion(page);
    await shows(answer(page), '"totalCount":');
    expect(offences.splice(0)).toEqual([expect.stringContaining('401')]);
  });

  it('says when the login was ended elsewhere, and keeps what was written over the next one', async () => {
    const { page, offences } = await visit();
    await logIn(page, 'investigator');
    const other = await page.context().newPage();
    await other.goto(`${stage.app.origin}/console`);
    await other.getByRole('button', { name: 'Log in' }).click();
    await isInside(other);
    await logOut(other);

    await putClockForward(page);
    await askQuestion(page, `${QUESTION} # mine`);
    await page.getByRole('alert').getByText('Your login has ended').waitFor();
    await shows(answer(page), 'CONSOLE_LOGIN_ENDED');
    expect(offences.splice(0)).toEqual([expect.stringContaining('400')]);
    await page.getByRole('button', { name: 'Log in again' }).click();
    await page.locator('button[value=investigator]').click();
    await shows(question(page), '# mine');
    await run(page);
    await shows(answer(page), '"totalCount":');
  });

  it('says when a reload finds the login ended', async () => {
    const { page } = await visit();
    await logIn(page, 'investigator');
    await page.context().clearCookies();
    await page.reload();
    await page.getByRole('alert').getByText('Your login has ended').waitFor();
    await gate(page).waitFor();
  });

  it('logs out at the issuer, too: the next login asks who it is', async () => {
    const { page } = await visit();
    await logIn(page, 'investigator');
    await logOut(page);
    await page.reload();
    await gate(page).waitFor();
    await logIn(page, 'finance-clerk');
    await page.getByText('Clerk, Finance').waitFor();
  });

  it('says when the issuer does not answer, and lets in once it does', async () => {
    const { page, offences } = await visit();
    await page.route('**/oidc/.well-known/**', (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').getByText('identity provider does not answer').waitFor();
    await page.unroute('**/oidc/.well-known/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await logIn(page, 'director');
    expect(offences.splice(0)).toHaveLength(1);
  });
});

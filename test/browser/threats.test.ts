// A page of another origin in a real browser, with the product running on the same machine and somebody logged in to it.
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startProduct, type Product } from '../support/product.ts';
import { headersOf } from '../support/token.ts';
import { describeInBrowser, launchChromium } from './chromium.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'fournets-threats-'));

/** A site whose every page is empty: what it does is done by the tests. Its name is another one, its machine is not. */
const startSite = async (): Promise<{ server: Server; origin: string }> => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>site</title>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, origin: `http://evil.localhost:${typeof address === 'object' ? address?.port : ''}` };
};

describeInBrowser('a page of another origin', () => {
  let product: Product;
  let browser: Browser;
  let site: Awaited<ReturnType<typeof startSite>>;
  let context: BrowserContext;
  let page: Page;
  let authorization: string;

  beforeAll(async () => {
    product = await startProduct(directory, { FOURNETS_DEMO_PEOPLE: '0' });
    authorization = (await headersOf(directory))['authorization'] ?? '';
    site = await startSite();
    browser = await launchChromium();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    site.server.closeAllConnections();
    site.server.close();
    await product.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(site.origin);
  });
  afterEach(() => context.close());

  /** What a script of the page learns by asking: the text of an answer, or that there was none for it. */
  const learns = (at: string, init: RequestInit): Promise<string> =>
    page.evaluate(
      async ([url, sent]) => {
        try {
          const answer = await fetch(url, sent);
          return `${answer.type} ${answer.status} ${await answer.text()}`;
        } catch {
          return 'nothing';
        }
      },
      [product.url + at, init] as const,
    );
  const QUESTION = '{"query":"{ __typename }"}';

  it('learns nothing by asking, even with a token', async () => {
    const json = { 'content-type': 'application/json', authorization };
    expect(await learns('/graphql', { method: 'POST', headers: json, body: QUESTION })).toBe('nothing');
    expect(await learns('/graphql', { method: 'POST', credentials: 'include', body: QUESTION })).toBe(
      'nothing',
    );
    expect(await learns('/graphql?query={__typename}', { headers: { authorization } })).toBe('nothing');
    for (const at of [
      '/graphql?query={__typename}',
      '/console/',
      '/console/operations.json',
      '/health',
      '/metrics',
      '/oidc/me',
    ])
      expect([at, await learns(at, { credentials: 'include' })]).toEqual([at, 'nothing']);
  });

  it('is given an answer without content where it asks for none', async () => {
    expect(await learns('/graphql', { method: 'POST', mode: 'no-cors', body: QUESTION })).toBe('nothing');
    expect(await learns('/console/', { mode: 'no-cors' })).toBe('nothing');
  });

  it('runs nothing of the server as a script, a style or a picture of its own', async () => {
    const outcomes = await page.evaluate(async (origin) => {
      const load = (tag: 'script' | 'link' | 'img', at: string): Promise<string> =>
        new Promise((resolve) => {
          const element = document.createElement(tag);
          element.addEventListener('load', () => resolve('loaded'));
          element.addEventListener('error', () => resolve('refused'));
          if (element instanceof HTMLLinkElement)
            Object.assign(element, { rel: 'stylesheet', href: origin + at });
          else element.src = origin + at;
          document.head.append(element);
        });
      return Promise.all([
        load('script', '/console/operations.json'),
        load('script', '/graphql?query={__typename}'),
        load('link', '/console/'),
        load('img', '/console/'),
      ]);
    }, product.url);
    expect(new Set(outcomes)).toEqual(new Set(['refused']));
  });

  it('sends a form that is refused, and sees nothing of where it leads', async () => {
    const answered = page.waitForResponse((response) => response.url().startsWith(product.url));
    await page.evaluate((url) => {
      document.body.innerHTML = `<form method="post" enctype="text/plain" action="${url}/graphql"><input name='{"query":"mutation { endTaskOfDiscipline(id: 1, version: 1) { id } }","a":"' value='"}'></form>`;
      document.forms[0]?.submit();
    }, product.url);
    const answer = await answered;
    expect(answer.status()).toBeGreaterThanOrEqual(401);
    expect(answer.status()).toBeLessThan(500);
  });

  it.each(['/console/', '/graphql?query={__typename}', '/oidc/auth?client_id=nobody'])(
    'frames %s in vain',
    async (at) => {
      const failed = page.waitForEvent('requestfailed');
      await page.evaluate((url) => {
        document.body.innerHTML = `<iframe src="${url}"></iframe>`;
      }, product.url + at);
      expect((await failed).failure()?.errorText).toBe('net::ERR_BLOCKED_BY_RESPONSE');
      // The frame is empty, or the browser's own page of an error, which nobody looks into.
      expect(
        await page.evaluate(() => document.querySelector('iframe')?.contentDocument?.body.textContent ?? ''),
      ).toBe('');
    },
  );

  it('opens a window of the console and has no hold on it', async () => {
    const opened = context.waitForEvent('page');
    await page.evaluate((url) => {
      Object.assign(window, { other: window.open(`${url}/console/`) });
    }, product.url);
    const other = await opened;
    await other.waitForLoadState();
    expect(other.url()).toContain('/console');
    expect(await other.evaluate(() => window.opener === null)).toBe(true);
    const seen = await page.evaluate(() => {
      const held = Reflect.get(window, 'other') as Window;
      return [held.closed, held.length];
    });
    expect(seen).toEqual([true, 0]);
  });
});

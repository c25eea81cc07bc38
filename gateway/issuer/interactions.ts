import express, { type RequestHandler, type Response, type Router } from 'express';
import type { Provider } from 'oidc-provider';
import { ISSUER_PATH } from './names.ts';
import { errorPage } from './pages/error.ts';
import { loginPage } from './pages/login.ts';
import { isPersonName } from './people.ts';

/** A choice is a few bytes. */
const FORM_MAX_BYTES = 4 * 1024;

const CANCELLED = { error: 'access_denied', error_description: 'the login was cancelled' };

const expired = (response: Response): void => {
  response
    .status(400)
    .send(errorPage('session_not_found', 'The login took too long, or was begun in another browser.'));
};

/** The login under way, which the browser names by its cookie; undefined where there is none. */
const interactionOf = (provider: Provider, ...[request, response]: Parameters<RequestHandler>) =>
  provider.interactionDetails(request, response).catch(() => undefined);

const showLogin =
  (provider: Provider): RequestHandler =>
  async (...call) => {
    const [, response] = call;
    const interaction = await interactionOf(provider, ...call);
    if (interaction === undefined) {
      expired(response);
      return;
    }
    const client = await provider.Client.find(String(interaction.params['client_id']));
    const action = `${ISSUER_PATH}/interaction/${interaction.uid}`;
    response.send(loginPage(action, client?.clientName ?? ''));
  };

const chosen = (form: unknown): object | undefined => {
  const person: unknown = Reflect.get(Object(form), 'person');
  if (Reflect.get(Object(form), 'cancel') === 'yes') return CANCELLED;
  return isPersonName(person) ? { login: { accountId: person } } : undefined;
};

const takeLogin =
  (provider: Provider): RequestHandler =>
  async (...call) => {
    const [request, response] = call;
    const result = chosen(request.body);
    const interaction = await interactionOf(provider, ...call);
    if (interaction === undefined) expired(response);
    else if (result === undefined) response.redirect(303, `${ISSUER_PATH}/interaction/${interaction.uid}`);
    else await provider.interactionFinished(request, response, result);
  };

/** The login page, and the choice that is made on it. Kept by no cache. */
export const interactionRouter = (provider: Provider): Router =>
  express
    .Router()
    .use((_request, response, next) => {
      response.setHeader('cache-control', 'no-store');
      next();
    })
    .get('/:uid', showLogin(provider))
    .post('/:uid', express.urlencoded({ extended: false, limit: FORM_MAX_BYTES }), takeLogin(provider));

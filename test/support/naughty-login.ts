// A login at the demo issuer without a browser: its redirects, its cookies and its one form.
import { createHash, randomBytes } from 'node:crypto';

/** What the issuer hands out for a code. */
export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
}

/** A cookie as it was set: `name=value`, and what is said about it, in small letters. */
export interface SetCookie {
  readonly pair: string;
  readonly attributes: readonly string[];
}

const readCookie = (line: string): SetCookie => {
  const [pair = '', ...attributes] = line.split(';').map((piece) => piece.trim());
  return { pair, attributes: attributes.map((attribute) => attribute.toLowerCase()) };
};

/** The cookies that an answer sets. */
export const cookiesOf = (answer: Response): readonly SetCookie[] =>
  answer.headers.getSetCookie().map(readCookie);

/** A fresh secret of a login, and what the issuer is told of it. */
export const newVerifier = (): { readonly verifier: string; readonly challenge: string } => {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
};

/** The address at which a client begins a login; `more` is added or put in place. */
export const authorizeUrl = (
  origin: string,
  client: string,
  challenge: string,
  more: Readonly<Record<string, string>> = {},
): string =>
  `${origin}/oidc/auth?${new URLSearchParams({
    client_id: client,
    response_type: 'code',
    scope: 'openid profile graph',
    redirect_uri: `${origin}/${client}`,
    state: 'a-state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  })}`;

/** Begins a login, chooses somebody, and gives the code that the client's address is sent, with all cookies on the way. */
export const codeFor = async (
  origin: string,
  client: string,
  person: string,
  challenge: string,
): Promise<{ readonly code: string; readonly cookies: readonly SetCookie[] }> => {
  const cookies: SetCookie[] = [];
  const step = async (url: string, form?: URLSearchParams): Promise<string> => {
    const cookie = cookies.map(({ pair }) => pair).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    cookies.push(...cookiesOf(answer).filter(({ pair }) => !pair.endsWith('=')));
    return new URL(answer.headers.get('location') ?? url, url).href;
  };
  const login = await step(authorizeUrl(origin, client, challenge));
  const resume = await step(login, new URLSearchParams({ person }));
  const back = await step(resume);
  return { code: new URL(back).searchParams.get('code') ?? '', cookies };
};

/** Asks the issuer for tokens. */
export const askTokens = async (
  origin: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, string>> }> => {
  const answer = await fetch(`${origin}/oidc/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
};

/** The tokens of a demo person who logs in to a page. */
export const logIn = async (origin: string, client: string, person: string): Promise<Tokens> => {
  const { verifier, challenge } = newVerifier();
  const { code } = await codeFor(origin, client, person, challenge);
  const { body } = await askTokens(origin, {
    grant_type: 'authorization_code',
    client_id: client,
    code,
    code_verifier: verifier,
    redirect_uri: `${origin}/${client}`,
  });
  return body as unknown as Tokens;
};

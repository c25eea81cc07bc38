/** The client of a partner department's system: it asks on its own behalf. */
export const PARTNER = 'partner-system';

/** The client that tokens name which were made without a login. */
export const COMMAND_LINE = 'command-line';

/** Pages of this server that people log in to, at the path of the same name. */
const PAGES = {
  console: 'FourNets console · 查询控制台',
  dashboard: 'FourNets dashboard · 监督大屏',
} as const;

/** An address of this machine has two names, and people type both. */
export const originsOf = (origin: string): string[] => {
  const { hostname } = new URL(origin);
  const twin = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' }[hostname];
  return twin === undefined ? [origin] : [origin, origin.replace(hostname, twin)];
};

/** A page may end with a slash or not: they are two addresses. */
const pageUris = (origin: string, page: string): string[] =>
  originsOf(origin).flatMap((own) => [`${own}/${page}`, `${own}/${page}/`]);

const pageClient = (origin: string, [id, name]: readonly [string, string]) => ({
  client_id: id,
  client_name: name,
  // A page can keep no secret; PKCE stands in for it.
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: pageUris(origin, id),
  post_logout_redirect_uris: pageUris(origin, id),
});

const partnerClient = (secret: string) => ({
  client_id: PARTNER,
  client_name: 'Partner system · 协作部门系统',
  client_secret: secret,
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
});

/** The clients of the demo issuer, as OpenID Connect registers them. */
export const clientsOf = (origin: string, partnerSecret: string) => [
  ...Object.entries(PAGES).map((page) => pageClient(origin, page)),
  partnerClient(partnerSecret),
];

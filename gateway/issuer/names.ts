/** Where the issuer is mounted. */
export const ISSUER_PATH = '/oidc';

/** The name of the issuer of a server, as its tokens have it in `iss`. */
export const issuerOf = (origin: string): string => `${origin}${ISSUER_PATH}`;

/** The name of the graph in tokens (`aud`). A name, not an address: the graph keeps it wherever it is served. */
export const GRAPH_AUDIENCE = 'urn:fournets:graph';

/** What a token allows: to ask the graph. Who may see which field is each owner's to decide. */
export const GRAPH_SCOPE = 'graph';

/** Life of an access token. Who leaves a department can ask so long. */
export const ACCESS_TOKEN_SECONDS = 10 * 60;

/** Signatures of the issuer. */
export const ALGORITHM = 'ES256';

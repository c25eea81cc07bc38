/** What the demo issuer uses of `oidc-provider`, which ships without types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  /** What is kept of a session, grant, code or token. */
  export interface AdapterPayload {
    readonly uid?: string | undefined;
    readonly grantId?: string | undefined;
    readonly [member: string]: unknown;
  }

  /** Keeps the payloads of one model. */
  export interface Adapter {
    upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void>;
    find(id: string): Promise<AdapterPayload | undefined>;
    findByUid(uid: string): Promise<AdapterPayload | undefined>;
    findByUserCode(userCode: string): Promise<AdapterPayload | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  export interface Client {
    readonly clientId: string;
    readonly clientName?: string | undefined;
    readonly redirectUris?: readonly string[] | undefined;
    grantTypeAllowed(type: string): boolean;
  }

  export interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  export interface Interaction {
    readonly uid: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly prompt: { readonly name: string };
  }

  /** The context of a request, as callbacks get it. */
  export interface Context {
    type: string;
    body: unknown;
    set(header: string, value: string): void;
    readonly oidc: {
      readonly provider: Provider;
      readonly client: Client;
      readonly session: { readonly accountId: string; grantIdFor(clientId: string): string | undefined };
    };
  }

  export interface Token {
    readonly accountId?: string | undefined;
    readonly clientId: string;
  }

  /** The settings are many; those of the demo issuer stand in `configuration.ts`. */
  export type Configuration = Readonly<Record<string, unknown>>;

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    /** True where `X-Forwarded-Proto` and `X-Forwarded-Host` say how a request was sent. */
    proxy: boolean;
    readonly Grant: {
      new (of: { readonly clientId: string; readonly accountId: string }): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
    readonly Client: { find(id: string): Promise<Client | undefined> };
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
    on(event: 'server_error', listener: (context: Context, error: Error) => void): void;
  }

  export default Provider;

  /** Refusals of the protocol. */
  export const errors: { readonly InvalidTarget: new () => Error };

  export const interactionPolicy: {
    base(): { readonly remove: (prompt: string) => void };
  };
}

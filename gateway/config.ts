import path from 'node:path';
import { z } from 'zod';
import type { DepartmentName } from '../schema/departments.ts';
import { CodedError } from '../schema/errors.ts';
import { isLoopback } from '../subgraphs/kit/http/answers.ts';
import { GRAPH_AUDIENCE } from './issuer/names.ts';

/** Where a department's data and subgraph are; what is left out is embedded and in-process. */
export interface DepartmentConfig {
  /** Connection string of the application role of a database elsewhere. */
  readonly databaseUrl: string | undefined;
  /** Connection string of that database's owner, for migrations; the application role's where none is set. */
  readonly ownerDatabaseUrl: string | undefined;
  /** Address of a subgraph that runs elsewhere. */
  readonly url: string | undefined;
  /** The department's encryption key; that of the data directory where none is set. */
  readonly key: Buffer | undefined;
}

/** The identity provider of the organisation. */
export interface OidcConfig {
  /** Its name, exactly as it writes it in tokens. */
  readonly issuer: string;
  /** The name of this graph in its tokens. */
  readonly audience: string;
  /** The type that it gives access tokens. */
  readonly tokenType: string;
  /** File that says where its claims stand and what its names mean; the defaults where none is set. */
  readonly claimsFile: string | undefined;
}

/** Everything that the surroundings decide. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Processes that answer behind the one port. */
  readonly workers: number;
  /** Folder of the embedded Postgres and the secrets. */
  readonly dataDirectory: string;
  readonly logLevel: string;
  /** People of the demo district that the first start plants; 0 plants none. */
  readonly demoPeople: number;
  /** Day that counts as today, for demonstrations and tests; the real one where left out. */
  readonly today: string | undefined;
  /** The key of the person key, shared by the departments; that of the data directory where none is set. */
  readonly pidKey: Buffer | undefined;
  /** File with the private key that the gateway signs with; that of the data directory where none is set. */
  readonly signingKeyFile: string | undefined;
  /** File with the public keys of the gateways that a department answers; the data directory's where none is set. */
  readonly publicKeysFile: string | undefined;
  /** The identity provider; the demo issuer, for trying out, where none is set. */
  readonly oidc: OidcConfig | undefined;
  /** Address by which people reach the server, where it is not that of this machine: behind a proxy, say. */
  readonly publicOrigin: string | undefined;
  /** Folder with the manifests of what machine clients may ask; where none is set, only the default one holds. */
  readonly storedOperationsDirectory: string | undefined;
  /** Whether a started product runs the standing rules. */
  readonly oversight: boolean;
  /** Time of the office's clock, HH:MM, from which on the rules of the day are run. */
  readonly rulesDailyAt: string;
  /** NATS server where changes are published, too; nowhere where none is set. */
  readonly natsUrl: string | undefined;
  /** Requests a minute of a person or a machine client; 0 sets no limit. */
  readonly ratePerMinute: number;
  readonly departments: Readonly<Record<DepartmentName, DepartmentConfig>>;
}

/** A value that a schema refuses is answered with what was expected, in both languages; the schema's own words go. */
const wanted = <T>(schema: z.ZodType<T>, reason: string, reasonZh: string) =>
  z.string().transform((text, context) => {
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', params: { reason, reasonZh } });
    return z.NEVER;
  });

const wholeNumber = (max: number, min = 0) =>
  wanted(
    z
      .string()
      .regex(/^\d+$/)
      .transform(Number)
      .refine((number) => number >= min && number <= max),
    `expected a whole number from ${min} to ${max}`,
    `应为 ${min} 至 ${max} 的整数`,
  );

const PORT_MAX = 65_535;
/** More would not find connections of the embedded Postgres. */
const WORKERS_MAX = 16;
const DEMO_PEOPLE_MAX = 1_000_000;
const RATE_MAX = 1_000_000;
/** People of the demo district where no number is asked for. */
export const DEMO_PEOPLE = 6000;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const isoDate = wanted(
  z.iso.date(),
  'expected a day of the calendar as YYYY-MM-DD',
  '应为 YYYY-MM-DD 格式的有效日期',
);
const logLevel = wanted(
  z.enum(LOG_LEVELS),
  `expected one of ${LOG_LEVELS.join(', ')}`,
  `应为 ${LOG_LEVELS.join('、')} 之一`,
);
const postgresUrl = wanted(
  z.url({ protocol: /^postgres(ql)?$/ }),
  'expected postgres://user:password@host:port/database',
  '应为 postgres://用户:密码@主机:端口/数据库',
);
const httpUrl = wanted(
  z.url({ protocol: /^https?$/ }),
  'expected an address that starts with http:// or https://',
  '应为以 http:// 或 https:// 开头的地址',
);

/** Tokens and keys of an issuer go over the network: in the clear only inside this machine. */
const issuerUrl = wanted(
  z.url({ protocol: /^https?$/, abort: true }).refine((url) => {
    const { protocol, hostname } = new URL(url);
    return protocol === 'https:' || isLoopback(hostname);
  }),
  'expected an address that starts with https://, or one of this machine',
  '应为以 https:// 开头的地址，或本机地址',
);
/** What is published names people: it goes over the network encrypted, in the clear only inside this machine. */
const natsUrl = wanted(
  z.url({ protocol: /^(nats|tls)$/, abort: true }).refine((url) => {
    const { protocol, hostname } = new URL(url);
    return hostname !== '' && (protocol === 'tls:' || isLoopback(hostname));
  }),
  'expected tls://user:password@host:port, or nats:// on this machine',
  '应为 tls://用户:密码@主机:端口，或本机的 nats:// 地址',
);
const origin = wanted(
  z.url({ protocol: /^https?$/ }).transform((url, context) => {
    const { origin: own, pathname, search, hash } = new URL(url);
    if (pathname + search + hash !== '/') context.addIssue({ code: 'custom' });
    return own;
  }),
  'expected an address without a path, e.g. https://fournets.example',
  '应为不带路径的地址，例如 https://fournets.example',
);

const KEY_HEX_DIGITS = 64;
const encryptionKey = wanted(
  z
    .hex()
    .length(KEY_HEX_DIGITS)
    .transform((hex) => Buffer.from(hex, 'hex')),
  `expected ${KEY_HEX_DIGITS} hexadecimal digits, as \`openssl rand -hex 32\` prints`,
  `应为 ${KEY_HEX_DIGITS} 位十六进制数字，可用 \`openssl rand -hex 32\` 生成`,
);

const onOff = wanted(
  z.enum(['on', 'off']).transform((text) => text === 'on'),
  'expected on or off',
  '应为 on 或 off',
);
const timeOfDay = wanted(
  z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  'expected a time from 00:00 to 23:59',
  '应为 00:00 至 23:59 的时间',
);

const filePath = z.string().transform((file) => path.resolve(file));

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(PORT_MAX).default(4000),
  WEB_CONCURRENCY: wholeNumber(WORKERS_MAX, 1).default(1),
  FOURNETS_DATA: z.string().default('.data'),
  FOURNETS_DEMO_PEOPLE: wholeNumber(DEMO_PEOPLE_MAX).default(DEMO_PEOPLE),
  FOURNETS_TODAY: isoDate.optional(),
  FOURNETS_PID_KEY: encryptionKey.optional(),
  GATEWAY_SIGNING_KEY_FILE: filePath.optional(),
  GATEWAY_PUBLIC_KEYS_FILE: filePath.optional(),
  OIDC_ISSUER: issuerUrl.optional(),
  OIDC_AUDIENCE: z.string().default(GRAPH_AUDIENCE),
  OIDC_TOKEN_TYPE: z.string().default('at+jwt'),
  OIDC_CLAIMS_FILE: filePath.optional(),
  PUBLIC_ORIGIN: origin.optional(),
  STORED_OPERATIONS_DIR: filePath.optional(),
  RULES_WATCH: onOff.default(true),
  RULES_DAILY_AT: timeOfDay.default('02:00'),
  NATS_URL: natsUrl.optional(),
  RATE_LIMIT_PER_MINUTE: wholeNumber(RATE_MAX).default(600),
  LOG_LEVEL: logLevel.default('info'),
});

const oidcConfig = (common: z.output<typeof environment>): OidcConfig | undefined =>
  common.OIDC_ISSUER === undefined
    ? undefined
    : {
        issuer: common.OIDC_ISSUER,
        audience: common.OIDC_AUDIENCE,
        tokenType: common.OIDC_TOKEN_TYPE,
        claimsFile: common.OIDC_CLAIMS_FILE,
      };

const Expected = z.object({ reason: z.string(), reasonZh: z.string() });

type Environment = Readonly<Record<string, string | undefined>>;

const parse = <T>(schema: z.ZodType<T>, env: Environment, prefix = ''): T => {
  const parsed = schema.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  );
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CodedError('CONFIGURATION_INVALID', {
    name: prefix + (issue?.path.join('.') ?? ''),
    ...Expected.parse(issue?.code === 'custom' ? issue.params : undefined),
  });
};

const departmentEnvironment = z.object({
  DATABASE_URL: postgresUrl.optional(),
  OWNER_DATABASE_URL: postgresUrl.optional(),
  URL: httpUrl.optional(),
  KEY: encryptionKey.optional(),
});

const departmentConfig = (name: DepartmentName, env: Environment): DepartmentConfig => {
  const prefix = `${name.toUpperCase()}_`;
  const own = Object.entries(env).flatMap(([key, value]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
  );
  const { DATABASE_URL, OWNER_DATABASE_URL, URL, KEY } = parse(
    departmentEnvironment,
    Object.fromEntries(own),
    prefix,
  );
  return { databaseUrl: DATABASE_URL, ownerDatabaseUrl: OWNER_DATABASE_URL, url: URL, key: KEY };
};

/** Reads the configuration from environment variables; a wrong one is named. */
export const readConfig = (env: Environment = process.env): Config => {
  const common = parse(environment, env);
  const departmentOf = (name: DepartmentName): DepartmentConfig => departmentConfig(name, env);
  return Object.freeze({
    host: common.HOST,
    port: common.PORT,
    workers: common.WEB_CONCURRENCY,
    dataDirectory: path.resolve(common.FOURNETS_DATA),
    logLevel: common.LOG_LEVEL,
    demoPeople: common.FOURNETS_DEMO_PEOPLE,
    today: common.FOURNETS_TODAY,
    pidKey: common.FOURNETS_PID_KEY,
    signingKeyFile: common.GATEWAY_SIGNING_KEY_FILE,
    publicKeysFile: common.GATEWAY_PUBLIC_KEYS_FILE,
    oidc: oidcConfig(common),
    publicOrigin: common.PUBLIC_ORIGIN,
    storedOperationsDirectory: common.STORED_OPERATIONS_DIR,
    oversight: common.RULES_WATCH,
    rulesDailyAt: common.RULES_DAILY_AT,
    natsUrl: common.NATS_URL,
    ratePerMinute: common.RATE_LIMIT_PER_MINUTE,
    departments: {
      establishment: departmentOf('establishment'),
      discipline: departmentOf('discipline'),
      organization: departmentOf('organization'),
      hr: departmentOf('hr'),
      finance: departmentOf('finance'),
    },
  });
};

/**
 * Nothing of the product calls home: without this, `@apollo/gateway` reports figures of the host to its vendor and
 * asks the metadata services of clouds. Called before a gateway is made.
 */
export const silenceTelemetry = (): void => {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
};

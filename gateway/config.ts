import path from 'node:path';
import { z } from 'zod';
import type { DepartmentName } from '../schema/departments.ts';
import { CodedError } from '../schema/errors.ts';

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

/** Everything that the surroundings decide. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Folder of the embedded Postgres and the secrets. */
  readonly dataDirectory: string;
  readonly logLevel: string;
  /** People of the demo district that the first start plants; 0 plants none. */
  readonly demoPeople: number;
  /** Day that counts as today, for demonstrations and tests; the real one where left out. */
  readonly today: string | undefined;
  /** The key of the person key, shared by the departments; that of the data directory where none is set. */
  readonly pidKey: Buffer | undefined;
  readonly departments: Readonly<Record<DepartmentName, DepartmentConfig>>;
}

const port = z.coerce.number().int().min(0).max(65_535);
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'expected postgres://user:password@host:port/database');
const httpUrl = z.url({ protocol: /^https?$/ });

const KEY_HEX_DIGITS = 64;
const encryptionKey = z
  .hex()
  .length(KEY_HEX_DIGITS, 'expected 64 hexadecimal digits, as `openssl rand -hex 32` prints')
  .transform((hex) => Buffer.from(hex, 'hex'));

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4000),
  FOURNETS_DATA: z.string().default('.data'),
  FOURNETS_DEMO_PEOPLE: z.coerce.number().int().min(0).max(1_000_000).default(6000),
  FOURNETS_TODAY: z.iso.date().optional(),
  FOURNETS_PID_KEY: encryptionKey.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

type Environment = Readonly<Record<string, string | undefined>>;

const parse = <T>(schema: z.ZodType<T>, env: Environment, prefix = ''): T => {
  const parsed = schema.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  );
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CodedError('CONFIGURATION_INVALID', {
    name: prefix + (issue?.path.join('.') ?? ''),
    reason: issue?.message ?? '',
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
    dataDirectory: path.resolve(common.FOURNETS_DATA),
    logLevel: common.LOG_LEVEL,
    demoPeople: common.FOURNETS_DEMO_PEOPLE,
    today: common.FOURNETS_TODAY,
    pidKey: common.FOURNETS_PID_KEY,
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

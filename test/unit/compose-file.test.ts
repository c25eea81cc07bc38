// `docker-compose.yml` and the `Dockerfile`, without an engine: their structure, and what they promise about who reaches what.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readConfig } from '../../gateway/config.ts';
import { DEPARTMENTS, DEPARTMENT_NAMES } from '../../schema/departments.ts';

const ROOT = path.join(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

interface Service {
  readonly image: string;
  readonly user: string;
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly networks: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly secrets?: readonly string[];
  readonly configs?: readonly { readonly source: string; readonly target: string }[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck: { readonly test: readonly string[] };
}
interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, object>>;
}

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text, minItems: 1, uniqueItems: true };
const mapOf = (value: object): object => ({ type: 'object', additionalProperties: value, minProperties: 1 });
const exactly = (properties: object, required: readonly string[]): object => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const seconds = { type: 'string', pattern: '^[0-9]+s$' };

/** The words of the Compose Specification that this file uses, and their shapes; any other is a slip of the pen. */
const SCHEMA = exactly(
  {
    name: text,
    services: mapOf(
      exactly(
        {
          image: text,
          build: text,
          user: { enum: ['node', 'postgres'] },
          init: { type: 'boolean' },
          restart: { enum: ['no', 'always', 'on-failure', 'unless-stopped'] },
          command: texts,
          environment: mapOf(text),
          volumes: { ...texts, items: { type: 'string', pattern: '^[a-z-]+:/[a-z/]+$' } },
          configs: { type: 'array', items: exactly({ source: text, target: text }, ['source', 'target']) },
          secrets: texts,
          ports: { ...texts, items: { type: 'string', pattern: '^[0-9.]+:[0-9]+:[0-9]+$' } },
          networks: texts,
          depends_on: mapOf(exactly({ condition: { const: 'service_healthy' } }, ['condition'])),
          healthcheck: exactly(
            {
              test: { type: 'array', items: text, minItems: 2 },
              interval: seconds,
              timeout: seconds,
              retries: { type: 'integer', minimum: 1 },
              start_period: seconds,
            },
            ['test', 'interval', 'timeout', 'retries', 'start_period'],
          ),
          security_opt: { type: 'array', items: { const: 'no-new-privileges:true' }, minItems: 1 },
          cap_drop: { type: 'array', items: { const: 'ALL' }, minItems: 1 },
          shm_size: { type: 'string', pattern: '^[0-9]+mb$' },
        },
        ['image', 'user', 'restart', 'environment', 'networks', 'healthcheck', 'security_opt'],
      ),
    ),
    configs: mapOf({
      oneOf: [exactly({ file: text }, ['file']), exactly({ environment: text }, ['environment'])],
    }),
    secrets: mapOf(exactly({ environment: text }, ['environment'])),
    networks: mapOf(exactly({ internal: { type: 'boolean' } }, [])),
    volumes: mapOf(exactly({}, [])),
  },
  ['name', 'services', 'configs', 'secrets', 'networks', 'volumes'],
);

const validate = new Ajv({ allErrors: true }).compile({ ...SCHEMA, patternProperties: { '^x-': {} } });
const errorsOf = (source: string): readonly string[] =>
  validate(parse(source, { merge: true }))
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);

const source = read('docker-compose.yml');
const { services, networks, volumes }: ComposeFile = parse(source, { merge: true });
const serviceOf = (name: string): Service => {
  const found = services[name];
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
};

/** Values as the engine puts them in: `${NAME}` by 64 hexadecimal digits, as a key has. */
const filledIn = ({ environment }: Service): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{[A-Z_]+(:\?[^}]*)?\}/g, 'a'.repeat(64)),
    ]),
  );

describe('docker-compose.yml', () => {
  it('has the structure of a Compose file', () => {
    expect(errorsOf(source)).toEqual([]);
  });

  it.each([
    ['a misspelt word', 'restart: unless-stopped', 'restarts: unless-stopped'],
    ['an account that is root', 'user: node', 'user: root'],
    ['a port without an address', "'127.0.0.1:4000:4000'", "'4000:4000'"],
    ['a service that others do not wait for', 'condition: service_healthy', 'condition: service_started'],
  ])('would report %s', (_, good, bad) => {
    expect(errorsOf(source.replace(good, bad))).not.toEqual([]);
  });

  it('has the gateway, five departments and five databases, and nothing else', () => {
    const expected = DEPARTMENT_NAMES.flatMap((name) => [name, `${name}-database`]);
    expect(Object.keys(services).sort()).toEqual([...expected, 'gateway'].sort());
  });

  it('publishes the gateway to this machine, and nothing else', () => {
    const published = Object.entries(services).flatMap(([name, { ports }]) => (ports ? [[name, ports]] : []));
    expect(published).toEqual([['gateway', ['127.0.0.1:4000:4000']]]);
  });

  it.each(DEPARTMENT_NAMES)('gives %s a database that only its own process reaches', (name) => {
    const reach = Object.entries(services).filter(([, service]) => service.networks.includes(name));
    expect(reach.map(([service]) => service).sort()).toEqual([name, `${name}-database`]);
    expect(serviceOf(`${name}-database`).networks).toEqual([name]);
    expect(serviceOf(`${name}-database`).volumes).toEqual([`${name}-data:/var/lib/postgresql`]);
    expect(networks[name]).toEqual({ internal: true });
    expect(volumes).toHaveProperty([`${name}-data`]);
    // The access log's keys and checkpoints outlive a container.
    expect(serviceOf(name).volumes).toEqual([`${name}-files:/data`]);
    expect(volumes).toHaveProperty([`${name}-files`]);
  });

  it.each(DEPARTMENT_NAMES)("starts %s with its own roles, and nobody else's names or secrets", (name) => {
    const service = serviceOf(name);
    const { departments, pidKey } = readConfig(filledIn(service));
    expect(service.command).toEqual(['subgraph', name]);
    expect(new URL(departments[name].databaseUrl ?? '')).toMatchObject({
      username: `${name}_app`,
      host: `${name}-database:5432`,
      pathname: `/fournets_${name}`,
    });
    expect(new URL(departments[name].ownerDatabaseUrl ?? '').username).toBe(`${name}_owner`);
    expect([departments[name].key?.length, pidKey?.length]).toEqual([32, 32]);
    const others = DEPARTMENT_NAMES.filter((other) => other !== name);
    const told = JSON.stringify([
      service.environment,
      serviceOf(`${name}-database`).environment,
    ]).toLowerCase();
    expect(others.filter((other) => told.includes(`${other}_`) || told.includes(`${other}-`))).toEqual([]);
    expect(service.depends_on).toEqual({ [`${name}-database`]: { condition: 'service_healthy' } });
  });

  it('tells the gateway the addresses of the departments, and where its key is', () => {
    const { environment, depends_on: waitsFor, secrets } = serviceOf('gateway');
    const urls = DEPARTMENT_NAMES.map((name) => [
      `${name.toUpperCase()}_URL`,
      `http://${name}:${DEPARTMENTS[name].port}/graphql`,
    ]);
    expect(environment).toEqual({
      GATEWAY_SIGNING_KEY_FILE: '/run/secrets/gateway-key',
      ...Object.fromEntries(urls),
    });
    expect(secrets).toEqual(['gateway-key']);
    expect(Object.entries(services).filter(([, service]) => service.secrets !== undefined)).toHaveLength(1);
    expect(Object.keys(waitsFor ?? {})).toEqual(DEPARTMENT_NAMES);
  });

  it.each(DEPARTMENT_NAMES)('tells %s whose questions it answers', (name) => {
    const { environment, configs } = serviceOf(name);
    const target = environment['GATEWAY_PUBLIC_KEYS_FILE'];
    expect(configs).toEqual([{ source: 'gateway-public-keys', target }]);
  });

  it.each([...DEPARTMENT_NAMES, 'gateway'])('asks %s whether it is ready, at its own port', (name) => {
    const port = Object.entries(DEPARTMENTS).find(([department]) => department === name)?.[1].port ?? 4000;
    expect(serviceOf(name).healthcheck.test.join(' ')).toContain(`http://127.0.0.1:${port}/ready`);
  });

  it('grants the roles what the embedded server grants them', () => {
    const code = read('subgraphs/kit/postgres/provision.ts');
    const byDefault = 'alter default privileges for role ${boss} in schema public grant';
    expect(code).toContain(`\`${byDefault}\``);
    const granted = [...code.matchAll(/^ +((?:grant|revoke|alter|\$\{byDefault\}) [^`;]*;)/gm)].map(
      ([, statement = '']) =>
        statement
          .replace('${byDefault}', byDefault)
          .replaceAll('${base}', ':"database"')
          .replaceAll('${boss}', ':"owner"')
          .replaceAll('${guest}', ':"app"'),
    );
    expect(granted).toHaveLength(7);
    const lines = read('.docker/department-roles.sh').split('\n');
    expect(granted.filter((statement) => !lines.includes(statement))).toEqual([]);
  });

  it('asks for no secret that .docker/secrets.sh does not make', () => {
    const asked = new Set(
      [...source.matchAll(/\$\{([A-Z_]+)|environment: ([A-Z_]+)$/gm)].map(([, name, file]) => name ?? file),
    );
    const script = read('.docker/secrets.sh');
    const [, departments = ''] = /for department in ([A-Z ]+);/.exec(script) ?? [];
    const made = [...script.matchAll(/echo "([^=]+)=/g)].flatMap(([, name = '']) =>
      name.includes('${department}')
        ? departments.split(' ').map((department) => name.replace('${department}', department))
        : [name],
    );
    expect([...asked].sort()).toEqual(made.sort());
  });
});

describe('the Dockerfile', () => {
  const dockerfile = read('Dockerfile');
  const last = (word: string): string | undefined =>
    [...dockerfile.matchAll(new RegExp(`^${word} (.*)$`, 'gm'))].at(-1)?.[1];

  it('stands on glibc and the oldest Node that the product supports', () => {
    expect(last('FROM')).toMatch(/^node:20-\w+-slim$/);
  });

  it('does not run as root, and says whether it is ready', () => {
    expect(last('USER')).toBe('node');
    expect(dockerfile).toMatch(/^HEALTHCHECK [\s\S]*\/ready/m);
  });

  it('copies what the program needs, and installs no development packages', () => {
    const copied = [...dockerfile.matchAll(/^COPY (\w+) /gm)].map(([, folder]) => folder);
    expect(copied).toEqual(['gateway', 'schema', 'subgraphs']);
    expect(dockerfile).toContain('npm ci --omit=dev');
  });
});

// What `doctor` asks of departments that run elsewhere and of their databases.
import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import { ASSERTION_HEADER } from '../../schema/door.ts';
import { CodedError, ERRORS } from '../../schema/errors.ts';
import { fine, warning, type Finding, type Question } from '../../subgraphs/kit/postgres/checks/check.ts';
import type { Config } from '../config.ts';
import { createLog } from '../receive/log.ts';
import { signForDepartments } from './door.ts';
import { withDatabase } from './reach.ts';

const ANSWER_TIMEOUT_MS = 5_000;

interface Role {
  readonly role: string;
  readonly temporary: boolean;
}

const roleIn = (department: DepartmentName, variable: string, url: string): Promise<Role | undefined> =>
  withDatabase(department, variable, url, async (client) => {
    const { rows } = await client.query<Role>(
      "select current_user as role, has_database_privilege(current_database(), 'temporary') as temporary",
    );
    return rows[0];
  });

const database = async (department: DepartmentName, variable: string, url: string): Promise<Finding> => {
  const found = await roleIn(department, variable, url);
  const detail = `connects as ${found?.role ?? '?'}`;
  if (found?.temporary === true) return fine(`${detail}, may create temporary tables`);
  return warning(
    `${detail}, may not create temporary tables`,
    `Imports will fail. As the owner: grant temporary on database … to ${found?.role ?? '…'}`,
    `导入将失败。请以所有者身份执行：grant temporary on database … to ${found?.role ?? '…'}`,
  );
};

/** Status of the answer to a request. */
const statusOf = async (owner: DepartmentName, url: string, request: RequestInit): Promise<number> => {
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const answer = await fetch(url, { ...request, signal }).catch((cause: unknown) => {
    throw new CodedError('SUBGRAPH_UNAVAILABLE', { owner }, { cause });
  });
  await answer.body?.cancel();
  return answer.status;
};

const QUESTION = '{"query":"{ __typename }"}';

/** A department that answers, and answers this gateway. */
const subgraph = async (config: Config, owner: DepartmentName, url: string): Promise<Finding> => {
  const place = new URL('/ready', url).href;
  if ((await statusOf(owner, place, {})) !== 200) throw new CodedError('SUBGRAPH_UNAVAILABLE', { owner });
  const sign = signForDepartments(config, createLog(config.logLevel));
  const status = await statusOf(owner, url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [ASSERTION_HEADER]: sign(owner, QUESTION, null) },
    body: QUESTION,
  });
  if (status === ERRORS.DOOR_CLOSED.http) throw new CodedError('DOOR_CLOSED');
  return fine(`${place} answers, and lets this gateway in`);
};

/** A question for each setting that leads elsewhere. */
const questionsOf = (config: Config, name: DepartmentName): Question[] => {
  const { url, databaseUrl, ownerDatabaseUrl } = config.departments[name];
  const ask = (
    suffix: string,
    setting: string | undefined,
    look: (variable: string, value: string) => Promise<Finding>,
  ): Question[] => {
    const id = `${name.toUpperCase()}_${suffix}`;
    return setting === undefined ? [] : [{ id, title: { en: id, zh: '' }, look: () => look(id, setting) }];
  };
  const connects = (variable: string, value: string): Promise<Finding> => database(name, variable, value);
  return [
    ...ask('URL', url, (_variable, value) => subgraph(config, name, value)),
    ...ask('DATABASE_URL', databaseUrl, connects),
    ...ask('OWNER_DATABASE_URL', ownerDatabaseUrl, connects),
  ];
};

/** What there is to ask of everything that the configuration places elsewhere. */
export const elsewhereQuestions = (config: Config): Question[] =>
  DEPARTMENT_NAMES.flatMap((name) => questionsOf(config, name));

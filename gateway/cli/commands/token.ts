import { Option, type Command } from 'commander';
import { CodedError } from '../../../schema/errors.ts';
import { ACCESS_TOKEN_SECONDS } from '../../issuer/names.ts';
import { PEOPLE, PERSON_NAMES, type PersonName } from '../../issuer/people.ts';
import { PURPOSE_HEADER, readTaskName } from '../../receive/purpose/header.ts';
import type { CommandContext } from '../context.ts';

interface Options {
  readonly as: PersonName;
  readonly purpose?: string;
}

/** Headers of a request, one a line, as `curl --header @-` reads them. */
const lines = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

const token = async ({ config, terminal }: CommandContext, { as, purpose }: Options): Promise<void> => {
  if (config.oidc !== undefined) throw new CodedError('DEMO_TOKEN_REFUSED', { issuer: config.oidc.issuer });
  if (purpose !== undefined) readTaskName(purpose);
  const { issueToken } = await import('../../issuer/token.ts');
  const access = await issueToken(config.dataDirectory, as);
  const headers = {
    authorization: `Bearer ${access}`,
    ...(purpose === undefined ? {} : { [PURPOSE_HEADER]: purpose }),
  };
  terminal.result({ token: access, seconds: ACCESS_TOKEN_SECONDS, headers }, lines(headers));
};

const people = PERSON_NAMES.map(
  (name) => `  ${name.padEnd(20)}${PEOPLE[name].dutyEn} · ${PEOPLE[name].dutyZh}`,
);

/** `token`: who to be, for programs that cannot log in. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('token')
    .description(
      'print the headers with which a demo person asks the graph, for `curl --header @-` · 输出演示人员的请求头',
    )
    .addOption(
      new Option('--as <person>', 'who to be · 以何人身份').choices(PERSON_NAMES).makeOptionMandatory(),
    )
    .option('--purpose <task>', 'what for: <department>/<task id> · 查询事由：<部门>/<任务编号>')
    .addHelpText('after', `\nPeople 演示人员:\n${people.join('\n')}`)
    .action((options: Options) => token(context(), options));
};

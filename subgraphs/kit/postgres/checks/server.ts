// Checks of the embedded Postgres: its package, its libraries, the account it runs under.
import { chooseAccount } from '../server/account.ts';
import { faultOf } from '../server/faults.ts';
import { locateBinaries } from '../server/platform.ts';
import { run } from '../server/run.ts';
import { fine, warning, type Finding, type Question } from './check.ts';

const program = async (dataDirectory: string): Promise<Finding> => {
  const { postgres, major } = locateBinaries();
  const { ok, stdout, stderr } = await run(chooseAccount(dataDirectory), postgres, ['--version']);
  if (!ok) throw faultOf(stderr, { dataDirectory, major });
  return fine(stdout.trim());
};

const account = (dataDirectory: string): Finding => {
  const { kind } = chooseAccount(dataDirectory);
  if (kind === 'own') return fine(`uid ${process.getuid?.() ?? '–'}`);
  if (kind === 'owner') return fine('root; Postgres runs as the owner of the data directory');
  if (kind === 'user-namespace') return fine('root; Postgres runs in a user namespace without its rights');
  return warning(
    'root; Postgres runs as uid 65534',
    'Better run FourNets as an ordinary user.',
    '建议以普通用户运行四网。',
  );
};

/** What there is to ask of the embedded Postgres. */
export const serverQuestions = (dataDirectory: string): Question[] => [
  {
    id: 'postgres',
    title: { en: 'Postgres program', zh: 'Postgres 程序' },
    look: () => program(dataDirectory),
  },
  { id: 'account', title: { en: 'System account', zh: '系统账户' }, look: () => account(dataDirectory) },
];

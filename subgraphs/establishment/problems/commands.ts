// Problems are opened from what a person confirmed, and closed by the director.
import type { ClientBase } from 'pg';
import { CodedError } from '../../../schema/errors.ts';
import { invalidValue } from '../../../schema/values.ts';
import { amendRow } from '../../kit/commands/amend.ts';
import { carryOut } from '../../kit/commands/carry-out.ts';
import { rowAt } from '../../kit/commands/given.ts';
import type { Keyed } from '../../kit/commands/key.ts';
import { writeNew } from '../../kit/commands/write.ts';
import { givenText, isRowNumber } from '../../kit/sharing/given.ts';
import type { EstablishmentContext } from '../context.ts';
import type { ProblemInput, ProblemState } from '../generated.ts';
import { lockFinding } from '../oversight/commands/finding.ts';
import type { Finding } from '../oversight/entities.ts';
import { requireTo } from '../oversight/rights.ts';
import { isOpen } from './domain.ts';
import type { Problem } from './entities.ts';
import { problems } from './table.ts';

type Context = Pick<EstablishmentContext, 'asker' | 'write' | 'pidOf' | 'seal' | 'today'>;

interface Opening extends Keyed {
  readonly findingId: string;
  /** The version of the finding that the client saw. */
  readonly version: number;
  readonly input: ProblemInput;
}

interface Closing extends Keyed {
  readonly id: string;
  /** The version of the problem that the client saw. */
  readonly version: number;
  readonly closedOn: string;
  readonly conclusion: string;
  readonly documentNumber: string;
}

interface Standing {
  readonly number: string;
  readonly state: ProblemState;
  readonly version: number;
}

/** Refuses a second problem while one of the rule about the subject and period is open. Whoever asks has locked the rule. */
const refuseSecond = async (db: ClientBase, { ruleId, subject, period }: Finding): Promise<void> => {
  const { rows } = await db.query<Standing>(
    'select number, state, version from problem where rule_id = $1 and subject = $2 and period = $3',
    [ruleId, subject, period],
  );
  const open = rows.find(({ state }) => isOpen(state));
  if (open !== undefined) throw new CodedError('PROBLEM_OPEN_ALREADY', { number: open.number });
};

/** Opens a problem from a finding that a person has confirmed. */
export const openProblem = async (args: Opening, context: Context): Promise<Problem> => {
  const { subject: openedBy } = requireTo('OPEN_PROBLEM', context.asker?.viewer);
  const { findingId, version, input } = args;
  const rows = await carryOut(
    { owner: 'establishment', name: 'openProblem', table: problems },
    args,
    context,
    async (db, means) => {
      const finding = await lockFinding(db, findingId, version);
      if (finding.state !== 'CONFIRMED')
        throw new CodedError('FINDING_NOT_CONFIRMED', { state: finding.state });
      await refuseSecond(db, finding);
      const { ruleId, subjectKind, subject, period } = finding;
      const institutionCode = input.institutionCode ?? finding.institutionCode;
      const made = { findingId, ruleId, subjectKind, subject, period, institutionCode };
      const begun = { state: 'RECTIFYING', openedOn: context.today, openedBy };
      return writeNew(
        db,
        [{ table: problems, given: [rowAt({ ...input, ...made, ...begun }, ['input'])] }],
        means,
      );
    },
  );
  return rows[0] as Problem;
};

/** Refuses to close what is closed; what else is wrong with the version is for the change to say. */
const refuseClosed = async (db: ClientBase, { id, version }: Closing): Promise<void> => {
  if (!isRowNumber(id)) return;
  const { rows } = await db.query<Standing>(
    'select number, state, version from problem where id = $1 for update',
    [id],
  );
  const [problem] = rows;
  if (problem?.version === version && !isOpen(problem.state))
    throw new CodedError('PROBLEM_STATE_OTHER', { number: problem.number, state: problem.state });
};

/** Closes a problem that has been put right. */
export const closeProblem = async (args: Closing, context: Context): Promise<Problem> => {
  const { subject: closedBy } = requireTo('CLOSE_PROBLEM', context.asker?.viewer);
  const { id, version, closedOn, documentNumber: document } = args;
  const conclusion = givenText('conclusion', args.conclusion);
  if (closedOn > context.today)
    throw invalidValue('closedOn', 'it is today at the latest', '销号日期不得晚于今天');
  const rows = await carryOut(
    { owner: 'establishment', name: 'closeProblem', table: problems },
    args,
    context,
    async (db, means) => {
      await refuseClosed(db, args);
      const fields = { closedOn, closedBy, conclusion, state: 'CLOSED' };
      return amendRow(db, { table: problems, id, version, fields, document, notBefore: 'openedOn' }, means);
    },
  );
  return rows[0] as Problem;
};

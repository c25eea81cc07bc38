import type { ServedGraph } from '../../access/own-fields.ts';
import { createExecutor } from '../../execute.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';
import { CodedError } from '../../../schema/errors.ts';
import { compareAsClient } from '../compare/ask.ts';
import { fieldOwners } from '../evidence/owners.ts';
import type { Rule } from '../rule/compile.ts';
import { testRule, type ShownBackTest } from './back-test.ts';
import { describedRule, faultOf, type RuleFault } from './check.ts';
import { chosenRule, type RuleChoice } from './chosen.ts';
import { requireRuleWriter } from './rights.ts';
import { checkKept, type KeptRule } from './keep.ts';
import { writtenRules } from './rules.ts';
import { tryRule, type RuleTrial } from './try.ts';

interface RuleCheck {
  readonly rule: ReturnType<typeof describedRule> | null;
  readonly faults: readonly RuleFault[];
}

interface Written {
  readonly text: string;
  readonly parameters?: string | null;
}

interface TrialAsked extends RuleChoice {
  readonly subject: string;
  readonly asOf: string;
}

interface TestAsked extends RuleChoice {
  readonly from: string;
  readonly to: string;
  readonly sample: number;
}

/** The desk at which rules are written: all of it with the asker's own rights, and for the asker's own purpose. */
export interface RuleDesk {
  readonly check: (written: Written, client: ClientRequest) => RuleCheck;
  readonly try: (asked: TrialAsked, client: ClientRequest) => Promise<RuleTrial>;
  readonly backTest: (asked: TestAsked, client: ClientRequest) => Promise<ShownBackTest>;
  /** Refuses what the ledger should not keep, see `checkKept`. */
  readonly keep: (command: { readonly input: KeptRule }, client: ClientRequest) => void;
}

/** Runs one test of a viewer at a time, in this process. */
const oneAtATime = () => {
  const testing = new Set<string>();
  return async <T>(viewer: string, work: () => Promise<T>): Promise<T> => {
    if (testing.has(viewer)) throw new CodedError('BACK_TEST_UNDER_WAY');
    testing.add(viewer);
    try {
      return await work();
    } finally {
      testing.delete(viewer);
    }
  };
};

/** Opens the desk over a graph; `today` ends the months of a test. */
export const ruleDesk = (graph: ServedGraph, today: () => string): RuleDesk => {
  const rules = writtenRules(graph.supergraphSdl);
  const owners = fieldOwners(graph.supergraphSdl);
  const executor = createExecutor(graph);
  const alone = oneAtATime();
  const ruleOf = (choice: RuleChoice, client: ClientRequest): Promise<Rule> =>
    chosenRule(choice, {
      compile: rules.given,
      ask: compareAsClient(executor, client).askQuestion,
      client,
    });
  return {
    check: ({ text, parameters }, client) => {
      try {
        return { rule: describedRule(rules.given(text, parameters, client), owners), faults: [] };
      } catch (error) {
        return { rule: null, faults: [faultOf(error)] };
      }
    },
    try: async (asked, client) => {
      requireRuleWriter(client);
      const rule = await ruleOf(asked, client);
      return tryRule(rule, asked, compareAsClient(executor, client), client.signal);
    },
    backTest: async (asked, client) => {
      const { subject } = requireRuleWriter(client);
      return alone(subject, async () => {
        const rule = await ruleOf(asked, client);
        const { from, to, sample } = asked;
        const period = { from, to, today: today(), share: sample };
        return testRule(rule, period, compareAsClient(executor, client), rules.builtin);
      });
    },
    keep: ({ input }, client) => checkKept(input, rules.given, client),
  };
};

import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { batch, reading, root } from '../../kit/graph/fields.ts';
import { isRowNumber } from '../../kit/sharing/given.ts';
import { institutionsOf, type InstitutionAsOf } from '../as-of.ts';
import { loaded, type EstablishmentContext } from '../context.ts';
import { followChanges } from './commands/following.ts';
import { recordFindings } from './commands/record.ts';
import { activateRule, retireRule, saveRule } from './commands/rules.ts';
import { cancelRuleRun, startRuleRun } from './commands/runs.ts';
import { claimShard, renewShard } from './commands/shards.ts';
import { confirmFinding, refuteFinding } from './commands/verdicts.ts';
import { demotionText, type Demotion } from './domain.ts';
import type { Finding, Rule, RuleRun, RuleVersion, RunShard } from './entities.ts';
import { allRules, findingPage, runPage } from './loaders.ts';

interface OfInstitution {
  readonly institutionCode: string | null;
}

/** The institution that a row is about, if any. */
const institutionIfAny = batch(
  ['institutionCode'],
  async (rows: readonly OfInstitution[], _: unknown, context: EstablishmentContext, asked) => {
    const codes = rows.flatMap(({ institutionCode }) => institutionCode ?? []);
    const known = [...new Set(codes)];
    const found = await institutionsOf(
      known.map((code) => ({ code })),
      context,
      asked,
    );
    const byCode = new Map<string | null, InstitutionAsOf | undefined>(
      known.map((code, index) => [code, found[index]]),
    );
    return rows.map(({ institutionCode }) => byCode.get(institutionCode) ?? null);
  },
);

type Demoted = Pick<Rule, 'id' | 'activeVersion'>;

/** Why findings of the versions at work are shown AMBER, as one of the two texts. */
const demotedBecause = (language: 'en' | 'zh') =>
  batch(
    ['id', 'activeVersion'],
    async (rules: readonly Demoted[], _: unknown, { loaders }: EstablishmentContext) => {
      const demotions = await loaders.demotions.loadMany(
        rules.map(({ id }) => id),
        {},
      );
      return rules.map(({ activeVersion }, index) => {
        const demotion = demotions[index]?.find(({ version }) => version === activeVersion);
        return demotion === undefined ? null : demotionText(demotion)[language];
      });
    },
  );

/** The version of a number, of each rule. */
const versionsOf = async (
  wanted: readonly (readonly [string, number | null])[],
  { loaders }: EstablishmentContext,
): Promise<(RuleVersion | null)[]> => {
  const all = await loaders.ruleVersions.loadMany(
    wanted.map(([id]) => id),
    {},
  );
  return wanted.map(([, number], index) => all[index]?.find(({ version }) => version === number) ?? null);
};

const isDemoted = (demotions: readonly Demotion[] | undefined, { ruleVersion }: Finding): boolean =>
  demotions?.some(({ version }) => version === ruleVersion) ?? false;

const all = () => ({});

/** Resolvers of standing rules and what they find. */
export const oversightResolvers = {
  Query: {
    standingRules: root((_, { db }) => allRules(db)),
    standingRule: root(({ id }, { loaders }, asked) => loaders.rule.load(id, {}, asked)),
    findings: root((args, { db }, asked) => findingPage(db, args, asked)),
    finding: root(async ({ id }, { loaders }, asked) =>
      isRowNumber(id) ? loaders.finding.load(id, {}, asked) : null,
    ),
    ruleRuns: root((args, { db }, asked) => runPage(db, args, asked)),
    ruleRun: root(async ({ id }, { loaders }, asked) =>
      isRowNumber(id) ? loaders.ruleRun.load(id, {}, asked) : null,
    ),
  },
  Mutation: {
    saveRule: root(saveRule),
    activateRule: root(activateRule),
    retireRule: root(retireRule),
    followChanges: root(followChanges),
    startRuleRun: root(startRuleRun),
    cancelRuleRun: root(cancelRuleRun),
    claimShard: root(claimShard),
    renewShard: root(renewShard),
    recordFindings: root(recordFindings),
    confirmFinding: root(confirmFinding),
    refuteFinding: root(refuteFinding),
  },
  Institution: {
    findings: loaded('findingsOfInstitution', 'code'),
  },
  Person: {
    findings: loaded('findingsOfSubject', 'pid', (args: object) => ({
      ...args,
      subjectKind: 'PERSON' as const,
    })),
  },
  StandingRule: {
    active: batch(['id', 'activeVersion'], (rules: readonly Demoted[], _: unknown, context) =>
      versionsOf(
        rules.map(({ id, activeVersion }) => [id, activeVersion]),
        context,
      ),
    ),
    versions: loaded('ruleVersions', 'id', all),
    precision: loaded('rulePrecision', 'id', all),
    demotedBecause: demotedBecause('en'),
    demotedBecauseZh: demotedBecause('zh'),
  },
  RuleVersion: {
    parameters: reading(['parameters'], ({ parameters }: RuleVersion) => JSON.stringify(parameters)),
  },
  Finding: {
    rule: loaded('rule', 'ruleId', all),
    person: reading(['subjectKind', 'subject'], ({ subjectKind, subject }: Finding) =>
      subjectKind === 'PERSON' ? { pid: subject } : null,
    ),
    institution: institutionIfAny,
    severity: batch(
      ['ruleId', 'ruleVersion', 'severity'],
      async (findings: readonly Finding[], _: unknown, { loaders }) => {
        const demotions = await loaders.demotions.loadMany(
          findings.map(({ ruleId }) => ruleId),
          {},
        );
        return findings.map((finding, index) =>
          finding.severity === 'RED' && isDemoted(demotions[index], finding) ? 'AMBER' : finding.severity,
        );
      },
    ),
    evidence: reading(['evidence'], ({ evidence }: Finding) =>
      evidence === null ? null : JSON.stringify(evidence),
    ),
    events: loaded('findingEvents', 'id', all),
  },
  FindingConnection: connection<Finding>(),
  RuleRun: {
    institution: institutionIfAny,
    namedSubjects: batch(['id'], async (runs: readonly RuleRun[], _: unknown, { loaders }) => {
      const named = await loaders.runSubjects.loadMany(
        runs.map(({ id }) => id),
        {},
      );
      return runs.map((_run, index) => named[index]?.count ?? null);
    }),
    rules: loaded('runRules', 'id', all),
    progress: loaded('runProgress', 'id', all),
  },
  RuleRunConnection: connection<RuleRun>(),
  RunShard: {
    run: loaded('ruleRun', 'runId', all),
    rule: batch(['ruleId', 'ruleVersion'], (shards: readonly RunShard[], _: unknown, context) =>
      versionsOf(
        shards.map(({ ruleId, ruleVersion }) => [ruleId, ruleVersion]),
        context,
      ),
    ),
  },
} satisfies Resolvers;

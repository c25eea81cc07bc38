import type { Bilingual } from '../rule/metadata.ts';
import type { Rule } from '../rule/compile.ts';
import { ruleFiles } from '../rule/files.ts';
import type { Ask, Found } from '../judge/page.ts';
import { sweep } from '../run/sweep.ts';
import { explanationOf, REASONS, type Opinion } from './reasons.ts';
import { verdictOf, type Standing } from './standing.ts';
import { explainerOf, type Hit } from '../judge/judge.ts';

/** Somebody who is not in all three counts of an institution, or of whom that is not known. */
export interface Compared extends Standing {
  readonly verdict: 'DIFFERS' | 'UNKNOWN';
  /** Name of the institution in the register of the day; null where the asker is not told one. */
  readonly name: string | null;
  /** The rule that a difference falls under; null where there is none. */
  readonly rule: string | null;
  /** What the rule says. */
  readonly says: Bilingual | null;
  /** Rules that say more and could not be decided. */
  readonly undecided: readonly string[];
}

/** The built-in rules that differences may fall under. */
export const reasonRules = (compile: (text: string) => Rule): Rule[] => {
  const wanted = new Set(REASONS.map((rule) => `${rule}-`));
  return ruleFiles()
    .filter(({ file }) => wanted.has(file.slice(0, file.indexOf('-') + 1)))
    .map(({ text }) => compile(text));
};

/** What a rule says of differences. */
type Opinions = (standing: Standing) => Opinion;

/** What a rule says of what differs about some people; undefined for all where it is not known whom it is about. */
const opinionsOf = async (rule: Rule, asOf: string, pids: readonly string[], ask: Ask): Promise<Opinions> => {
  const people = new Map<string, Found | undefined>();
  for await (const { judged } of sweep(rule, asOf, { after: null, upTo: null, among: pids }, ask)) {
    if (judged.missing.length > 0) return () => undefined;
    for (const found of judged.found) people.set(found.key, found);
    for (const { key } of judged.unknown) people.set(key, undefined);
  }
  const explains = explainerOf(rule, asOf);
  return ({ pid, unit, seated, employed, paid }) => {
    if (unit === null || !people.has(pid)) return null;
    const found = people.get(pid);
    if (found === undefined) return undefined;
    const difference = {
      unit,
      isSeated: seated === true,
      isEmployed: employed === true,
      isPaid: paid === true,
    };
    const period = explains(found.row, difference);
    return found.hits.find((hit: Hit) => hit.period === period) ?? null;
  };
};

/** Finds the rules that differences fall under: each rule is asked about all of the people at once. */
export const explainDifferences = async (
  standings: readonly Standing[],
  asOf: string,
  rules: readonly Rule[],
  ask: Ask,
  nameOf: (unit: string | null) => string | null,
): Promise<Compared[]> => {
  const differing = standings.filter((standing) => verdictOf(standing) === 'DIFFERS');
  const pids = [...new Set(differing.map(({ pid }) => pid))].sort();
  const opinions = new Map<string, Opinions>();
  if (pids.length > 0)
    for (const rule of rules) opinions.set(rule.metadata.id, await opinionsOf(rule, asOf, pids, ask));
  return standings.map((standing): Compared => {
    const name = nameOf(standing.unit);
    if (verdictOf(standing) !== 'DIFFERS')
      return { ...standing, name, verdict: 'UNKNOWN', rule: null, says: null, undecided: [] };
    const { rule, hit, undecided } = explanationOf((id) => opinions.get(id)?.(standing));
    const says = hit === null ? null : { en: hit.says.en.trim(), zh: hit.says.zh.trim() };
    return { ...standing, name, verdict: 'DIFFERS', rule, says, undecided };
  });
};

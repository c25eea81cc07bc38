import { readFileSync } from 'node:fs';
import { COMMITTED_SUPERGRAPH } from '../../compose/read.ts';
import { fieldOwners } from '../../oversight/evidence/owners.ts';
import { rulesOver } from '../../oversight/rule/over.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit.ts';
import { compiledOr, ruleAt, writtenRules, type RuleFault } from './written.ts';

const supergraph = (): string => readFileSync(COMMITTED_SUPERGRAPH, 'utf8');

const faultText = (name: string, { code, en, zh }: RuleFault): string => `${name}: ${code}: ${en}\n${zh}`;

/** `rules list`: the rules, whose data they read, and which of them no longer fit the graph. */
export const listRules = async (context: CommandContext): Promise<void> => {
  const sdl = supergraph();
  const compile = rulesOver(sdl);
  const owners = fieldOwners(sdl);
  const listed = (await writtenRules(context)).map((written) => {
    const { rule, fault } = compiledOr(compile, written);
    if (rule === null) return { name: written.name, fault };
    const { id, en, zh, severity, subject } = rule.metadata;
    return { id, en, zh, severity, subject, name: written.name, departments: owners.readBy(rule), fault };
  });
  const lines = listed.map((one) =>
    one.fault === null
      ? `${one.id.padEnd(5)}${one.severity.padEnd(7)}${one.zh} ${one.en}  (${one.departments.join(', ')})`
      : faultText(one.name, one.fault),
  );
  context.terminal.result(listed, lines.join('\n'));
};

/** `rules check`: what is wrong with rules, all of it. */
export const checkRules = async (context: CommandContext, files: readonly string[]): Promise<void> => {
  const compile = rulesOver(supergraph());
  const written = files.length === 0 ? await writtenRules(context) : files.map(ruleAt);
  const checked = written.map((one) => ({ name: one.name, fault: compiledOr(compile, one).fault }));
  const lines = checked.map(({ name, fault }) =>
    fault === null ? `${name}: sound · 无误` : faultText(name, fault),
  );
  context.terminal.result(checked, lines.join('\n'));
  if (checked.some(({ fault }) => fault !== null)) process.exitCode = EXIT.rejected;
};

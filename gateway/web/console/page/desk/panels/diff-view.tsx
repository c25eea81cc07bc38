import { useMemo } from 'react';
import type { Language } from '../../language.ts';
import { diffOf } from './diff.ts';
import type { DiffLine } from './diff.ts';
import type { KeptVersion } from '../rule.ts';
import { PANEL_TEXTS } from './texts.ts';

/** Lines that are the same, shown around those that are not. */
const AROUND = 3;

/** Values of a JSON object, each on a line, in the order of their names. */
const written = (json: string): string =>
  Object.entries(JSON.parse(json) as Readonly<Record<string, unknown>>)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join('\n');

interface Numbered extends DiffLine {
  readonly number: number;
}

/** What differs, with a few lines around it. */
const excerpt = (lines: readonly DiffLine[]): Numbered[] => {
  const differs = lines.flatMap(({ kind }, index) => (kind === 'same' ? [] : [index]));
  return lines
    .map((line, number) => ({ ...line, number }))
    .filter(({ number }) => differs.some((index) => Math.abs(index - number) <= AROUND));
};

const Line = ({
  line: { kind, text },
  language,
}: {
  readonly line: Numbered;
  readonly language: Language;
}) => {
  const texts = PANEL_TEXTS[language];
  if (kind === 'same') return <div>{`  ${text}`}</div>;
  return kind === 'added' ? (
    <ins aria-label={texts.added}>{`+ ${text}`}</ins>
  ) : (
    <del aria-label={texts.removed}>{`- ${text}`}</del>
  );
};

interface DiffViewProps {
  readonly version: KeptVersion;
  readonly text: string;
  /** A JSON object. */
  readonly parameters: string;
  readonly language: Language;
}

/** How what is on the desk differs from a version, in its text and its parameters. */
export const DiffView = ({ version, text, parameters, language }: DiffViewProps) => {
  const texts = PANEL_TEXTS[language];
  const lines = useMemo(
    () => [
      ...excerpt(diffOf(version.text, text)),
      ...excerpt(diffOf(written(version.parameters), written(parameters))).map((line) => ({
        ...line,
        number: line.number + 1_000_000,
        text: `${texts.parametersOf}: ${line.text}`,
      })),
    ],
    [version, text, parameters, texts],
  );
  return (
    // Long texts scroll, by keyboard, too.
    <section className="fournets-diff" aria-label={texts.compared(version.version)} tabIndex={0}>
      <h4>{texts.compared(version.version)}</h4>
      {lines.length === 0 ? (
        <p>{texts.same}</p>
      ) : (
        <pre>
          {lines.map((line) => (
            <Line key={line.number} line={line} language={language} />
          ))}
        </pre>
      )}
    </section>
  );
};

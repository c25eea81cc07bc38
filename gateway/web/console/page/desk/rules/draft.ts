/** What is on the desk: a text and values of its parameters, of a rule that is kept or of a new one. */
export interface Draft {
  /** Id of the rule that it began as; null for a new one. */
  readonly ruleId: string | null;
  /** Version that it began as. */
  readonly version: number | null;
  readonly text: string;
  /** Values that differ from the defaults, as they are written, by name. */
  readonly values: Readonly<Record<string, string>>;
}

/** A text to begin with: who holds more seats than there are posts. */
const TEMPLATE = `query NewRule(
  $among: [InstitutionCode!]
  $after: InstitutionCode
  $upTo: InstitutionCode
  $first: Int
  $asOf: Date
  $least: Int! = 1
    @parameter(en: "Seats over the posts." zh: "超出核定的人数" source: "…")
)
@rule(
  id: "X01"
  en: "New rule"
  zh: "新规则"
  severity: AMBER
  subject: INSTITUTION
  articles: []
  each: "institution.staffing"
  condition: "item.occupied - int(item.authorised) >= least"
  period: "item.category"
  says: {
    en: "{item.category}: {item.occupied} of {item.authorised}."
    zh: "{item.category}：核定 {item.authorised}，实有 {item.occupied}。"
  }
) {
  units: institutionsOfEstablishment(
    of: SEATING
    among: $among
    after: $after
    upTo: $upTo
    first: $first
    asOf: $asOf
  ) {
    code
    staffing(asOf: $asOf) {
      category
      authorised
      occupied
    }
  }
}
`;

/** A rule that nobody has saved. */
export const NEW_DRAFT: Draft = { ruleId: null, version: null, text: TEMPLATE, values: {} };

const entriesOf = (json: string): [string, unknown][] => {
  try {
    return Object.entries(JSON.parse(json) as Record<string, unknown>);
  } catch {
    return [];
  }
};

/** Values as they are kept, each as it is written in its field. */
export const writtenValues = (json: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    entriesOf(json).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

const READ_AS_JSON = /^(\[|Int|Float|Boolean)/;

/** A value as its type has it; what cannot be read so is sent as it is, and refused with the reason. */
const valueOf = (written: string, type: string): unknown => {
  if (!READ_AS_JSON.test(type)) return written;
  try {
    return JSON.parse(written);
  } catch {
    return written;
  }
};

/** Values of a draft as a JSON object; types by name, as far as they are known. */
export const parametersOf = (
  { values }: Pick<Draft, 'values'>,
  types: Readonly<Record<string, string>>,
): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(values).map(([name, written]) => [name, valueOf(written, types[name] ?? '[')]),
    ),
  );

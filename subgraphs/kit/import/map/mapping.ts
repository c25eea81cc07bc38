import { z } from 'zod';

/** A column of the file: its header, or its position from 1 where the header is empty or stands twice. */
const reference = z.union([z.string().min(1), z.int().min(1)]);
export type Reference = z.infer<typeof reference>;

/** A table of replacements, or the name of one under `lists`. */
const replacements = z.union([z.string().min(1), z.record(z.string(), z.string())]);

const numberFormat = z.strictObject({ decimal: z.string().length(1), group: z.string().length(1) });

const columnMapping = z
  .strictObject({
    /** Where the text comes from: one of these. */
    from: reference.optional(),
    join: z.array(reference).min(1).optional(),
    constant: z.string().optional(),
    /** Between joined texts; empty ones are left out. */
    with: z.string().default(' '),
    /** Then, in this order: */
    split: z.strictObject({ by: z.string().min(1), take: z.int() }).optional(),
    case: z.enum(['upper', 'lower']).optional(),
    /** Brackets, dashes, slashes, commas and `&` between words become one blank. */
    punctuation: z.literal('drop').optional(),
    /** Whole words, e.g. abbreviations of titles. */
    words: replacements.optional(),
    /** Whole values. */
    values: replacements.optional(),
    pad: z
      .strictObject({ with: z.string().length(1), to: z.int().min(1).max(64), at: z.enum(['start', 'end']) })
      .optional(),
    prefix: z.string().optional(),
    /** How the text is to be read. */
    date: z
      .string()
      .regex(/^(?=.*YYYY)(?=.*M)[YMD./ -]+$/, 'use YYYY, MM or M, DD or D, and . / - between')
      .optional(),
    numbers: numberFormat.optional(),
    /** Rows of the same key become one row with the sum of this column. */
    aggregate: z.literal('sum').optional(),
  })
  .refine(
    ({ from, join, constant }) =>
      [from, join, constant].filter((source) => source !== undefined).length === 1,
    {
      message: 'give exactly one of from, join, constant',
    },
  );
export type ColumnMapping = z.infer<typeof columnMapping>;

const shortened = z.union([
  reference.transform((from): ColumnMapping => ({ from, with: ' ' })),
  columnMapping,
]);

const rowFilter = z
  .strictObject({
    column: reference,
    in: z.array(z.string()).optional(),
    notIn: z.array(z.string()).optional(),
  })
  .refine(({ in: wanted, notIn }) => (wanted === undefined) !== (notIn === undefined), {
    message: 'give one of in, notIn',
  });

/** The shape of a mapping file: see `schema/examples/README.md`. */
export const mappingShape = z.strictObject({
  /** Another mapping file whose `lists` are used here too. */
  include: z.string().optional(),
  lists: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  encoding: z.enum(['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'big5', 'windows-1252']).optional(),
  delimiter: z.string().length(1).optional(),
  sheet: z.union([z.int().min(1), z.string().min(1)]).optional(),
  headerRow: z.int().min(1).optional(),
  /** What other columns of the file are for: matched by their headers, or left alone. */
  others: z.enum(['match', 'ignore']).default('match'),
  /** Only rows that pass all of these are imported. */
  rows: z.array(rowFilter).default([]),
  /** Cells with these texts count as empty. */
  skip: z.array(z.string()).default([]),
  date: columnMapping.shape.date,
  numbers: numberFormat.optional(),
  /** Key columns that make a person's identity where the file has no identity number. */
  person: z.array(reference).min(1).optional(),
  columns: z.record(z.string(), shortened).default({}),
});
export type Mapping = z.infer<typeof mappingShape>;

/** The mapping of a file whose headers say everything. */
export const NO_MAPPING: Mapping = mappingShape.parse({});

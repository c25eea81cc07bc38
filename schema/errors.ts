/** One line of the error registry: what the code means, its HTTP status, and its text in both languages. */
export interface ErrorSpec {
  /** HTTP status when the whole request fails with this code. */
  readonly http: number;
  /** First version that had the code. */
  readonly since: string;
  readonly en: string;
  readonly zh: string;
}

/**
 * Every error of the product: the truth behind `schema/errors.md` and the tests.
 * `{name}` in a text is filled in from the error's details.
 */
export const ERRORS = {
  INTERNAL: { http: 500, since: '0.1.0', en: 'Something went wrong on our side. Quote the trace id when you report it.', zh: '系统内部错误，请报告时附上追踪编号。' },
  PAGE_SIZE_OUT_OF_RANGE: { http: 400, since: '0.1.0', en: '`first` must be from 1 to {max}, not {first}.', zh: '每页条数 first 必须在 1 到 {max} 之间，收到 {first}。' },
  CURSOR_INVALID: { http: 400, since: '0.1.0', en: 'The cursor in `after` was not made by this list. Start again without it.', zh: '游标 after 不属于此列表，请不带游标重新查询。' },
  VALUE_INVALID: { http: 400, since: '0.1.0', en: '{type} cannot be {value}: {reason}', zh: '{type} 的值 {value} 无效：{reason}' },
} as const satisfies Record<string, ErrorSpec>;

export type ErrorCode = keyof typeof ERRORS;

/** Values that fill the `{name}` places of an error's text. Never personal data. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

const fill = (text: string, details: ErrorDetails): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(details[name] ?? place));

/** An error out of the registry, with its text in English (`message`) and Chinese (`zh`). */
export class CodedError extends Error {
  override readonly name = 'CodedError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly zh: string;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(fill(ERRORS[code].en, details), options);
    this.code = code;
    this.details = details;
    this.zh = fill(ERRORS[code].zh, details);
  }
}

// What a check of the surroundings says, and how an error becomes one.
import { CodedError } from '../../../../schema/errors.ts';

/** A text in both languages. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** One thing that was looked at. */
export interface Check {
  readonly id: string;
  readonly title: Bilingual;
  /** `failed`: FourNets cannot start like this. */
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was found: versions, sizes, paths, process ids. */
  readonly detail: string;
  /** What to do; null when all is well. */
  readonly advice: Bilingual | null;
}

/** What a look found. */
export type Finding = Omit<Check, 'id' | 'title'>;

/** All is well. */
export const fine = (detail: string): Finding => ({ state: 'ok', detail, advice: null });

/** It works, but somebody should know. */
export const warning = (detail: string, en: string, zh: string): Finding => ({
  state: 'warning',
  detail,
  advice: { en, zh },
});

/** It cannot work like this; the advice is the text of the error that a start would give. */
const failed = (error: unknown): Finding =>
  error instanceof CodedError
    ? { state: 'failed', detail: error.code, advice: { en: error.message, zh: error.zh } }
    : { state: 'failed', detail: String(error), advice: null };

/** A question to the surroundings, before it is asked. */
export interface Question {
  readonly id: string;
  readonly title: Bilingual;
  readonly look: () => Finding | Promise<Finding>;
}

/** Asks; an error of any kind is an answer too. */
export const ask = async ({ id, title, look }: Question): Promise<Check> => {
  try {
    return { id, title, ...(await look()) };
  } catch (error) {
    return { id, title, ...failed(error) };
  }
};

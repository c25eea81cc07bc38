import { open } from 'node:fs/promises';
import { CodedError } from '../../schema/errors.ts';

/** Refuses a file that cannot be written, before anything is done for it. */
export const assertWritable = async (file: string): Promise<void> => {
  try {
    await (await open(file, 'a')).close();
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw new CodedError('REPORT_NOT_WRITABLE', { file, reason }, { cause });
  }
};

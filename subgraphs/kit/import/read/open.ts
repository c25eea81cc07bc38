import { CodedError } from '../../../../schema/errors.ts';
import { openCsv } from './csv.ts';
import type { Examined } from './examine.ts';
import type { Source, SourceOptions } from './source.ts';
import { openWorkbook } from './workbook.ts';

/** Opens a file as what its bytes say it is; its name's ending says nothing. */
export const openSource = async (file: Examined, options: SourceOptions = {}): Promise<Source> => {
  if (file.kind === 'workbook') return openWorkbook(file, options);
  if (file.kind === 'text') return openCsv(file, options);
  throw file.kind === 'oldWorkbook'
    ? new CodedError('FILE_IS_OLD_EXCEL')
    : new CodedError('FILE_KIND_UNKNOWN', { found: 'binary' });
};

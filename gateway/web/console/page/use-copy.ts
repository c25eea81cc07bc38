import { useState } from 'react';
import type { PageTexts } from './texts.ts';

/** Copies a text, and what became of it. */
export const useCopy = (
  texts: Pick<PageTexts, 'copied' | 'copyFailed'>,
): readonly [string, (text: string) => void] => {
  const [notice, setNotice] = useState('');
  const copy = (text: string): void => {
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(
        () => setNotice(texts.copied),
        () => setNotice(texts.copyFailed),
      );
  };
  return [notice, copy];
};

import { useGraphiQL } from '@graphiql/react';
import { saveAs } from './save-as.ts';
import type { PageTexts } from './texts.ts';
import { useCopy } from './use-copy.ts';

/** Copies the result, or saves it as a file named after the operation. */
export const ResultBar = ({ texts }: { readonly texts: PageTexts }) => {
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  const operationName = useGraphiQL((state) => state.operationName);
  const [notice, copy] = useCopy(texts);
  const result = (): string => responseEditor?.getValue() ?? '';
  return (
    <div className="fournets-result-bar" role="group" aria-label={texts.resultActions}>
      <span role="status">{notice}</span>
      <button type="button" className="fournets-button" onClick={() => copy(result())}>
        {texts.copyResult}
      </button>
      <button
        type="button"
        className="fournets-button"
        onClick={() => saveAs(`${operationName ?? 'result'}.json`, result(), 'application/json')}
      >
        {texts.downloadResult}
      </button>
    </div>
  );
};

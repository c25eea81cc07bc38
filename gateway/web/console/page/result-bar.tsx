import { useGraphiQL } from '@graphiql/react';
import type { PageTexts } from './texts.ts';
import { useCopy } from './use-copy.ts';

const saveAs = (name: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};

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
        onClick={() => saveAs(`${operationName ?? 'result'}.json`, result())}
      >
        {texts.downloadResult}
      </button>
    </div>
  );
};

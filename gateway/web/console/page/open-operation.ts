import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { Operation } from '../operations.ts';
import type { Language } from './language.ts';

/** Opens an operation in a new tab; `undefined` until the editors are there. */
export const useOpenOperation = (language: Language): ((operation: Operation) => void) | undefined => {
  const { addTab, setOperationName, updateActiveTabValues } = useGraphiQLActions();
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  if (!queryEditor || !variableEditor) return undefined;
  return (operation) => {
    const query = `# ${operation.title[language]}\n# ${operation.about[language]}\n\n${operation.document}`;
    const hasVariables = Object.keys(operation.variables).length > 0;
    const variables = hasVariables ? JSON.stringify(operation.variables, null, 2) : '';
    addTab();
    queryEditor.setValue(query);
    variableEditor.setValue(variables);
    // GraphiQL takes these over a moment later: a question run at once would be sent under the name of the one
    // before, and be missing from the history.
    updateActiveTabValues({ query, variables });
    setOperationName(operation.operationName);
  };
};

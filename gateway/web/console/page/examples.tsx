import { DropdownMenu, useGraphiQL } from '@graphiql/react';
import { useEffect, useRef, useState } from 'react';
import type { Operation } from '../operations.ts';
import type { Language } from './language.ts';
import { useOpenOperation } from './open-operation.ts';
import type { PageTexts } from './texts.ts';

interface Menu {
  readonly operations: readonly Operation[];
  readonly problems: readonly { readonly code: string; readonly message: string; readonly zh: string }[];
}

const MENU_ADDRESS = '/console/operations.json';

const loadMenu = async (): Promise<Menu> => {
  const response = await fetch(MENU_ADDRESS);
  if (!response.ok) throw new Error(`${MENU_ADDRESS} answered ${response.status}.`);
  return response.json();
};

const useMenu = (): Menu | 'loading' | 'failed' => {
  const [menu, setMenu] = useState<Menu | 'loading' | 'failed'>('loading');
  useEffect(() => {
    loadMenu().then(setMenu, () => setMenu('failed'));
  }, []);
  return menu;
};

/** After a choice the question has the focus, ready to be run; after Escape, the menu's button. */
const useFocusAfterChoice = (): { readonly choose: () => void; readonly onClose: (event: Event) => void } => {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const chosen = useRef(false);
  const choose = (): void => {
    chosen.current = true;
  };
  const onClose = (event: Event): void => {
    if (!chosen.current) return;
    chosen.current = false;
    event.preventDefault();
    queryEditor?.focus();
  };
  return { choose, onClose };
};

const Note = ({ children }: { readonly children: string }) => (
  <DropdownMenu.Item disabled className="fournets-example">
    <span className="fournets-about">{children}</span>
  </DropdownMenu.Item>
);

/** The menu of example questions: choosing one opens it, with its variables, in a tab of its own. */
export const Examples = ({ language, texts }: { readonly language: Language; readonly texts: PageTexts }) => {
  const menu = useMenu();
  const open = useOpenOperation(language);
  const { choose, onClose } = useFocusAfterChoice();
  const select = (operation: Operation): void => {
    open?.(operation);
    choose();
  };
  const { operations, problems } = typeof menu === 'string' ? { operations: [], problems: [] } : menu;
  return (
    <DropdownMenu modal={false}>
      <DropdownMenu.Button className="fournets-button" disabled={menu === 'loading' || !open}>
        {texts.examples} <span aria-hidden="true">▾</span>
      </DropdownMenu.Button>
      <DropdownMenu.Content className="fournets-examples" align="end" onCloseAutoFocus={onClose}>
        {operations.map((operation) => (
          <DropdownMenu.Item
            key={operation.id}
            className="fournets-example"
            onSelect={() => select(operation)}
          >
            <span className="fournets-title">{operation.title[language]}</span>
            <span className="fournets-about">{operation.about[language]}</span>
          </DropdownMenu.Item>
        ))}
        {problems.map(({ message, zh }) => (
          <Note key={message}>{language === 'zh' ? zh : message}</Note>
        ))}
        {menu === 'failed' && <Note>{texts.examplesFailed}</Note>}
        {menu !== 'failed' && operations.length + problems.length === 0 && <Note>{texts.examplesNone}</Note>}
      </DropdownMenu.Content>
    </DropdownMenu>
  );
};

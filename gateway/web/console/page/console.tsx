import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './console.css';
import { askAsNobody } from './ask.ts';
import { Editors } from './editors.tsx';
import { Header } from './header.tsx';
import { Inside } from './inside.tsx';
import type { Language } from './language.ts';
import type { Entrance } from './login/enter.ts';
import { Gate } from './login/gate.tsx';
import { translateWelcome } from './welcome.ts';

const elementOf = (id: string): Element => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no element #${id}.`);
  return element;
};

/** Where nobody says who asks, there is nothing to ask for either. */
const ASKING = { ask: askAsNobody, purpose: () => '', onChange: () => undefined };

/** What a visit shows. */
type Shown = Exclude<Entrance, { readonly kind: 'leaving' }>;

const Page = ({
  header,
  language,
  entrance,
}: {
  readonly header: Element;
  readonly language: Language;
  readonly entrance: Shown;
}) => {
  if (entrance.kind === 'inside') return <Inside header={header} language={language} entrance={entrance} />;
  if (entrance.kind === 'open') return <Editors header={header} language={language} asking={ASKING} />;
  return (
    <>
      <Header element={header} language={language} problem={entrance.problem} />
      <Gate entrance={entrance} language={language} />
    </>
  );
};

/** Puts the console into the page, or what stands in its place while nobody is logged in. */
export const mountConsole = (language: Language, entrance: Shown): void => {
  translateWelcome(localStorage, language);
  const main = elementOf('console');
  main.textContent = '';
  createRoot(main).render(<Page header={elementOf('header')} language={language} entrance={entrance} />);
};

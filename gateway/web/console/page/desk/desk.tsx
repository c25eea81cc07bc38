import { lazy, Suspense, useEffect } from 'react';
import { createPortal } from 'react-dom';
import './desk.css';
import type { Place } from '../place.ts';
import type { DeskPageProps } from './page-props.ts';
import { DESK_TEXTS } from './texts.ts';

const FindingsPage = lazy(() => import('./findings/findings-page.tsx'));
const RulesPage = lazy(() => import('./rules/rules-page.tsx'));
const RunsPage = lazy(() => import('./runs/runs-page.tsx'));
const DeedsPage = lazy(() => import('./deeds/deeds-page.tsx'));

const PAGES = { findings: FindingsPage, rules: RulesPage, runs: RunsPage, deeds: DeedsPage };

interface DeskProps extends DeskPageProps {
  readonly place: Exclude<Place, 'query'>;
}

/** The main parts of the page, of which one is shown. */
const elementsOfPage = (): readonly [HTMLElement | null, HTMLElement | null] => [
  document.getElementById('console'),
  document.getElementById('desk'),
];

/** What standing rules found, the rules, their runs, and what they say before a deed, in the place of the editors. It needs their theme, yet stands beside them: hence the portal. */
export const Desk = ({ place, ...shown }: DeskProps) => {
  useEffect(() => {
    const [editors, desk] = elementsOfPage();
    const show = (isDesk: boolean): void => {
      editors?.toggleAttribute('hidden', isDesk);
      desk?.toggleAttribute('hidden', !isDesk);
    };
    show(true);
    return () => show(false);
  }, []);
  const [, element] = elementsOfPage();
  if (element === null) return null;
  const Page = PAGES[place];
  return createPortal(
    <Suspense fallback={<p role="status">{DESK_TEXTS[shown.language].loading}</p>}>
      <Page {...shown} />
    </Suspense>,
    element,
  );
};

import { useEffect, useState } from 'react';
import type { AskDesk } from './ask.ts';
import { VIEWER } from './rights.ts';
import type { DeskViewer } from './rights.ts';

/** Who the gateway takes the asker for; undefined until it says so, and where it does not. */
export const useViewer = (ask: AskDesk): DeskViewer | undefined => {
  const [viewer, setViewer] = useState<DeskViewer>();
  useEffect(() => {
    void ask<{ readonly viewer: DeskViewer | null }>(VIEWER).then(({ data }) =>
      setViewer(data?.viewer ?? undefined),
    );
  }, [ask]);
  return viewer;
};

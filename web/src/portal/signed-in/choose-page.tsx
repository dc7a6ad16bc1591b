import { useState } from 'react';
import { navigate } from 'wouter/use-browser-location';

import { portalOperations } from '../../api/load-portal-operations.ts';
import type { ViewerAccess } from '../../api/portal.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Frame } from '../frame.tsx';
import page from '../page.module.css';
import { SlowNotice } from '../slow-notice.tsx';
import styles from './choose-page.module.css';
import { relationshipLabel } from './relationship-label.ts';
import { useViewerAction } from './use-viewer-action.ts';
import type { ViewerPageProps } from './viewer-page.ts';

/** One address may see several clients: a parent of two chooses whose portal to open. */
export function ChoosePage({ viewer, onViewer, onLeave }: ViewerPageProps) {
  const [wanted, setWanted] = useState<string>();
  const choosing = useViewerAction(onLeave, async (access: ViewerAccess) => {
    setWanted(access.id);
    const { chooseClient } = await portalOperations();
    onViewer(await chooseClient(access.id));
    navigate(`/${viewer.portal.slug}/home`);
  });
  return (
    <Frame portal={viewer.portal} heading="Who is this for?">
      <p className={page.lead}>You have access for more than one person. You can switch at any time.</p>
      <ul className={styles.clients}>
        {viewer.accesses.map((access) => (
          <li key={access.id}>
            <Button
              busy={choosing.busy && wanted === access.id ? 'Opening…' : undefined}
              onClick={() => void choosing.run(access)}
            >
              <span className={styles.name}>{access.clientName}</span>
              <span className={styles.relationship}>
                {access.id === viewer.chosen?.id ? 'Open now' : relationshipLabel(access)}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <SlowNotice slow={choosing.slow} />
      {choosing.error && <ErrorNotice error={choosing.error} />}
    </Frame>
  );
}

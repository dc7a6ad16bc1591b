import { useEffect, useRef } from 'react';

import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import actions from '../../ui/actions.module.css';
import { CopyButton } from '../../ui/copy-button.tsx';
import panel from '../../ui/panel.module.css';
import secret from '../../ui/secret.module.css';
import styles from './created-key.module.css';

export interface CreatedKeyProps {
  readonly name: string;
  readonly token: string;
  readonly onDone: () => void;
}

/** A new key, the one time it is shown. It takes the focus, so that nobody misses it. */
export function CreatedKey({ name, token, onDone }: CreatedKeyProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={classes(panel.panel, styles.created)} aria-labelledby="fresh-key">
      <h2 className={panel.title} id="fresh-key" tabIndex={-1} ref={heading}>
        Copy the key “{name}” now
      </h2>
      <p>This is the only time you see it. Keep it like a password, and never put it into a web page.</p>
      <p className={secret.secret}>
        <code>{token}</code>
      </p>
      <div className={actions.actions}>
        <CopyButton text={token} what="API key" />
        <Button small onClick={onDone}>
          I have copied it
        </Button>
      </div>
    </section>
  );
}

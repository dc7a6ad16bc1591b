import { useEffect, useRef } from 'react';

import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';

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
    <section className="panel fresh-key" aria-labelledby="fresh-key">
      <h2 className="panel-title" id="fresh-key" tabIndex={-1} ref={heading}>
        Copy the key “{name}” now
      </h2>
      <p>This is the only time you see it. Keep it like a password, and never put it into a web page.</p>
      <p className="fresh-key-token">
        <code>{token}</code>
      </p>
      <div className="form-actions">
        <CopyButton text={token} what="API key" />
        <Button small onClick={onDone}>
          I have copied it
        </Button>
      </div>
    </section>
  );
}

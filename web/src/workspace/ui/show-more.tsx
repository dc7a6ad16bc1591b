import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import type { Action } from '../../ui/use-action.ts';

export interface ShowMoreProps {
  readonly action: Action<[]>;
  /** Whether there is more; if not, only an error is shown. */
  readonly hasMore: boolean;
}

/** The button below a list that brings the next part of it. */
export function ShowMore({ action, hasMore }: ShowMoreProps) {
  return (
    <>
      {action.error !== undefined && <ErrorNotice error={action.error} />}
      {hasMore && (
        <Button small busy={action.busy ? 'One moment…' : undefined} onClick={() => void action.run()}>
          Show more
        </Button>
      )}
    </>
  );
}

import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import actions from './actions.module.css';
import styles from './draft-footer.module.css';
import type { Draft, Values } from './use-draft.ts';

export interface DraftFooterProps<T extends Values> {
  readonly draft: Draft<T>;
  readonly saving: boolean;
  /** Stays in sight at the foot of the window while there is something to save. */
  readonly sticky?: boolean;
  readonly onDiscard: () => void;
}

/** The buttons of a form that is written over what is saved: Save, and Discard changes. */
export function DraftFooter<T extends Values>({ draft, saving, sticky = false, onDiscard }: DraftFooterProps<T>) {
  return (
    <div className={classes(actions.actions, sticky && draft.dirty && styles.sticky)}>
      <Button
        kind="primary"
        small
        type="submit"
        unavailable={!draft.dirty || draft.conflict}
        busy={saving ? 'Saving…' : undefined}
      >
        Save
      </Button>
      {draft.dirty && !saving && (
        <Button small onClick={onDiscard}>
          Discard changes
        </Button>
      )}
    </div>
  );
}

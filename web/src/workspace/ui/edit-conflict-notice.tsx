import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import actions from './actions.module.css';
import styles from './edit-conflict-notice.module.css';
import type { Draft, Values } from './use-draft.ts';

export interface EditConflictNoticeProps<T extends Values> {
  readonly draft: Draft<T>;
  readonly saved: T;
  readonly savedVersion: number;
  /** What each field is called on screen. */
  readonly labels: Readonly<Record<keyof T & string, string>>;
}

/** Someone else saved first: shows what they have saved, and lets the person choose. */
export function EditConflictNotice<T extends Values>({
  draft,
  saved,
  savedVersion,
  labels,
}: EditConflictNoticeProps<T>) {
  if (!draft.conflict) return null;
  const names = Object.keys(labels).filter((name) => saved[name] !== draft.values[name]);
  return (
    <Notice tone="stop">
      <p>
        <strong>Someone else saved changes while you were writing.</strong> Nothing of yours is saved yet, and nothing
        of theirs is lost.
      </p>
      <dl className={styles.differences}>
        {names.map((name) => (
          <div key={name}>
            <dt>{labels[name]}</dt>
            <dd>
              saved: {saved[name] || 'empty'} · yours: {draft.values[name] || 'empty'}
            </dd>
          </div>
        ))}
      </dl>
      <div className={actions.actions}>
        <Button small onClick={() => draft.reset(saved, savedVersion)}>
          Show what is saved
        </Button>
        <Button small onClick={draft.keepMine}>
          Keep mine to save it
        </Button>
      </div>
    </Notice>
  );
}

import type { RequestError } from '../../api/request-error.ts';
import styles from '../../ui/labeled-field.module.css';

/** What went wrong with the control beside it; nothing when nothing did. */
export function InlineError({ error }: { readonly error: RequestError | undefined }) {
  if (error === undefined) return null;
  return (
    <p className={styles.error} role="alert">
      {error.message}
    </p>
  );
}

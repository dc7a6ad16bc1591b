import { Button } from '../../ui/button.tsx';
import styles from '../ui/empty-state.module.css';

/** Shown when rendering a page failed. */
export function RouteErrorPage() {
  return (
    <main className={styles.empty} role="alert">
      <h1 className={styles.title}>Something went wrong on this page</h1>
      <p>What you saved is safe. Load the page again to go on.</p>
      <Button kind="primary" onClick={() => window.location.reload()}>
        Load the page again
      </Button>
    </main>
  );
}

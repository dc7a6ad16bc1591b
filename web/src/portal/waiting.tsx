import { Spinner } from '../ui/spinner.tsx';
import styles from './waiting.module.css';

/** A spinner with the words for what is under way. */
export function Waiting({ children }: { readonly children: string }) {
  return (
    <p className={styles.waiting}>
      <Spinner /> {children}
    </p>
  );
}

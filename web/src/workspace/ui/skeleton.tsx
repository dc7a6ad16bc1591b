import styles from './skeleton.module.css';

/** Placeholder bars where rows are about to appear. */
export function Skeleton({ rows }: { readonly rows: number }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">Loading…</span>
      {Array.from({ length: rows }, (_, row) => (
        <div className={styles.bar} aria-hidden="true" key={row} />
      ))}
    </div>
  );
}

/** Placeholder bars where rows are about to appear. */
export function Skeleton({ rows }: { readonly rows: number }) {
  return (
    <div className="skeleton" role="status">
      <span className="only-read-out">Loading…</span>
      {Array.from({ length: rows }, (_, row) => (
        <div className="skeleton-bar" aria-hidden="true" key={row} />
      ))}
    </div>
  );
}

import { Button } from '../../../ui/button.tsx';
import type { ListView } from './list-view.ts';

export interface EmptyStateProps {
  readonly view: ListView;
  readonly onShow: (change: Partial<ListView>) => void;
  /** Absent for those who may not add clients. */
  readonly onAdd: (() => void) | undefined;
}

/** Says why the list is empty, and what to do. */
export function EmptyState({ view, onShow, onAdd }: EmptyStateProps) {
  const { search, filter, archived } = view;
  if (search !== '') {
    const among = filter === undefined ? '' : `, with “${filter.name}” chosen`;
    return (
      <section className="empty" role="status">
        <h2 className="empty-title">Nobody found for “{search}”</h2>
        <p>Try a part of the name, of the reference or of the e-mail address{among}.</p>
        <div className="row-actions">
          <Button small onClick={() => onShow({ search: '' })}>
            Clear the search
          </Button>
          {filter !== undefined && (
            <Button small onClick={() => onShow({ filter: undefined })}>
              Search all clients
            </Button>
          )}
        </div>
      </section>
    );
  }
  if (filter !== undefined) {
    return (
      <section className="empty" role="status">
        <h2 className="empty-title">Nobody here</h2>
        <p>{filter.emptyText}</p>
        <Button small onClick={() => onShow({ filter: undefined })}>
          Show all clients
        </Button>
      </section>
    );
  }
  if (archived) {
    return (
      <section className="empty" role="status">
        <h2 className="empty-title">Nobody is archived</h2>
        <p>Clients who are no longer in care can be archived in their Client Info.</p>
      </section>
    );
  }
  return (
    <section className="empty">
      <h2 className="empty-title">No clients yet</h2>
      <p>Add the first one, and then invite them to the Client Portal.</p>
      {onAdd !== undefined && (
        <Button small onClick={onAdd}>
          Add client
        </Button>
      )}
    </section>
  );
}

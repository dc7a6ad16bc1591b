import { Button } from '../../../ui/button.tsx';
import actions from '../../ui/actions.module.css';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { ListView } from './list-view.ts';

export interface NoClientsProps {
  readonly view: ListView;
  readonly onShow: (change: Partial<ListView>) => void;
  /** Absent for those who may not add clients. */
  readonly onAdd: (() => void) | undefined;
}

/** Says why the list is empty, and what to do. */
export function NoClients({ view, onShow, onAdd }: NoClientsProps) {
  const { search, filter, archived } = view;
  if (search !== '') {
    const among = filter === undefined ? '' : `, with “${filter.name}” chosen`;
    return (
      <EmptyState title={`Nobody found for “${search}”`} role="status">
        <p>Try a part of the name, of the reference or of the e-mail address{among}.</p>
        <div className={actions.actions}>
          <Button small onClick={() => onShow({ search: '' })}>
            Clear the search
          </Button>
          {filter !== undefined && (
            <Button small onClick={() => onShow({ filter: undefined })}>
              Search all clients
            </Button>
          )}
        </div>
      </EmptyState>
    );
  }
  if (filter !== undefined) {
    return (
      <EmptyState title="Nobody here" role="status">
        <p>{filter.emptyText}</p>
        <Button small onClick={() => onShow({ filter: undefined })}>
          Show all clients
        </Button>
      </EmptyState>
    );
  }
  if (archived) {
    return (
      <EmptyState title="Nobody is archived" role="status">
        <p>Clients who are no longer in care can be archived in their Client Info.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No clients yet">
      <p>Add the first one, and then invite them to the Client Portal.</p>
      {onAdd !== undefined && (
        <Button small onClick={onAdd}>
          Add client
        </Button>
      )}
    </EmptyState>
  );
}

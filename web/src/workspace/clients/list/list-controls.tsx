import { classes } from '../../../ui/classes.ts';
import { SelectField } from '../../ui/select-field.tsx';
import styles from './list-controls.module.css';
import { filters, type ListView, sorts } from './list-view.ts';

export interface ListControlsProps {
  readonly view: ListView;
  readonly onChange: (change: Partial<ListView>) => void;
}

/** Who is in the list. A filter that is pressed again is taken away. */
export function ListFilters({ view, onChange }: ListControlsProps) {
  return (
    <div className={styles.filters} role="group" aria-label="Show only">
      {filters.map((each) => {
        const on = view.filter === each;
        return (
          <FilterButton key={each.value} on={on} onPress={() => onChange({ filter: on ? undefined : each })}>
            {each.name}
          </FilterButton>
        );
      })}
      <FilterButton on={view.archived} onPress={() => onChange({ archived: !view.archived })}>
        Archived
      </FilterButton>
    </div>
  );
}

interface FilterButtonProps {
  readonly on: boolean;
  readonly onPress: () => void;
  readonly children: string;
}

function FilterButton({ on, onPress, children }: FilterButtonProps) {
  return (
    <button type="button" className={classes(styles.filter, on && styles.on)} aria-pressed={on} onClick={onPress}>
      {children}
    </button>
  );
}

/** In which order the list is. */
export function ListSort({ view, onChange }: ListControlsProps) {
  return (
    <SelectField
      className={styles.sort}
      label="Sort by"
      choices={sorts}
      value={view.sort.value}
      onChange={(event) => onChange({ sort: sorts.find(({ value }) => value === event.target.value) ?? view.sort })}
    />
  );
}

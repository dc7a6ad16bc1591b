import { useQuery } from '@apollo/client/react';
import { useState } from 'react';

import { ActivityPeopleDocument } from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { type ActivityFilters, topicChoices } from './activity-filters.ts';
import { ClientFilter } from './client-filter.tsx';
import styles from './filter-bar.module.css';

export interface FilterBarProps {
  readonly filters: ActivityFilters;
  readonly onChange: (filters: ActivityFilters) => void;
  readonly onClear: () => void;
}

/** What to look for in the record. Every choice shows at once. */
export function FilterBar({ filters, onChange, onClear }: FilterBarProps) {
  const { data } = useQuery(ActivityPeopleDocument);
  const people = [
    { value: '', name: 'Everyone' },
    ...(data?.staffMembers ?? []).map(({ id, name }) => ({ value: id, name })),
    ...(data?.removedStaffMembers ?? []).map(({ id, name }) => ({ value: id, name: `${name} (removed)` })),
  ];
  const set = (name: keyof ActivityFilters) => (event: { readonly target: { readonly value: string } }) =>
    onChange({ ...filters, [name]: event.target.value });
  const { person, client, topic, from, to } = filters;
  const anySet = Object.values(filters).some((value) => value !== '');
  return (
    <search className={styles.filters} aria-label="Filter the activity">
      <SelectField label="Done by" choices={people} value={person} onChange={set('person')} />
      <SelectField label="About" choices={topicChoices} value={topic} onChange={set('topic')} />
      <ClientFilter clientId={client} onChange={(id) => onChange({ ...filters, client: id })} />
      <DayField label="From" day={from} onChange={(day) => onChange({ ...filters, from: day })} />
      <DayField label="To" day={to} onChange={(day) => onChange({ ...filters, to: day })} />
      {anySet && (
        <Button kind="quiet" small onClick={onClear}>
          Clear filters
        </Button>
      )}
    </search>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly day: string;
  readonly onChange: (day: string) => void;
}

/** A day. What is typed counts as soon as it is whole: on the way to 2026, a year is 2, 20 and 202. */
function DayField({ label, day, onChange }: DayFieldProps) {
  const [typed, setTyped] = useState(day);
  const [known, setKnown] = useState(day);
  if (day !== known) {
    setKnown(day);
    setTyped(day);
  }
  function type(next: string) {
    setTyped(next);
    if (next !== '' && !/^(19|20|21)\d\d-/.test(next)) return;
    setKnown(next);
    onChange(next);
  }
  return <Field label={label} type="date" value={typed} onChange={(event) => type(event.target.value)} />;
}

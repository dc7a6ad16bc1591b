import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';

import { ClientChoicesDocument, ClientNameDocument } from '../../api/generated/workspace/graphql.ts';
import { Icon } from '../ui/icon.tsx';

/** How long after the last letter a search starts, in milliseconds. */
const debounceMs = 250;

export interface ClientFilterProps {
  readonly clientId: string;
  readonly onChange: (clientId: string) => void;
}

/** Chooses a client by typing a part of their name. */
export function ClientFilter({ clientId, onChange }: ClientFilterProps) {
  const [picked, setPicked] = useState({ id: '', name: '' });
  const known = clientId === '' || picked.id === clientId;
  const { data: chosen } = useQuery(ClientNameDocument, { variables: { id: clientId }, skip: known });
  const name = known ? picked.name : chosen?.client?.name;
  const chosenName = clientId === '' ? '' : (name ?? '');
  const [text, setText] = useState(chosenName);
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(chosenName);
  if (shown !== chosenName) {
    // The address changed by itself, or the name has only now arrived.
    setShown(chosenName);
    setText(chosenName);
  }
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), debounceMs);
    return () => clearTimeout(timer);
  }, [text]);
  const asking = search !== '' && search !== chosenName;
  const { data } = useQuery(ClientChoicesDocument, { variables: { search }, skip: !asking });
  const found = asking ? (data?.clients.edges.map(({ node }) => node) ?? []) : [];
  const items = asking || chosenName === '' ? found : [{ id: clientId, name: chosenName, reference: null }];

  function choose(id: string) {
    setPicked({ id, name: items.find((item) => item.id === id)?.name ?? '' });
    onChange(id);
  }

  return (
    <ComboBox
      className="field combo"
      items={items}
      inputValue={text}
      selectedKey={clientId === '' ? null : clientId}
      allowsEmptyCollection
      onInputChange={(next) => {
        setText(next);
        if (next === '' && clientId !== '') choose('');
      }}
      onSelectionChange={(key) => key !== null && key !== clientId && choose(String(key))}
      onBlur={() => setText(chosenName)}
    >
      <Label className="field-label">Client</Label>
      <div className="combo-box">
        <Input className="field-input" placeholder="All clients" spellCheck={false} autoComplete="off" />
        {clientId !== '' && (
          <Button className="icon-button" aria-label="All clients" slot={null} onPress={() => choose('')}>
            <Icon name="close" />
          </Button>
        )}
      </div>
      <Popover className="menu-popover combo-popover">
        <ListBox
          className="menu"
          renderEmptyState={() => (
            <p className="menu-item soft">{text.trim() === '' ? 'Type a part of the name' : 'No such client'}</p>
          )}
        >
          {({ id, name, reference }: (typeof items)[number]) => (
            <ListBoxItem id={id} textValue={name} className="menu-item">
              <span>
                {name}
                {reference !== null && <span className="soft small"> · {reference}</span>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

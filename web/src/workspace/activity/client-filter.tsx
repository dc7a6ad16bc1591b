import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';

import { ClientChoicesDocument, ClientNameDocument } from '../../api/generated/workspace/graphql.ts';
import { classes } from '../../ui/classes.ts';
import field from '../../ui/labeled-field.module.css';
import comboBox from '../ui/combo-box.module.css';
import iconButton from '../ui/icon-button.module.css';
import { Icon } from '../ui/icon.tsx';
import menu from '../ui/menu.module.css';

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
      className={classes(field.field)}
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
      <Label className={classes(field.label)}>Client</Label>
      <div className={comboBox.box}>
        <Input className={classes(field.input)} placeholder="All clients" spellCheck={false} autoComplete="off" />
        {clientId !== '' && (
          <Button
            className={classes(iconButton.button)}
            aria-label="All clients"
            slot={null}
            onPress={() => choose('')}
          >
            <Icon name="close" />
          </Button>
        )}
      </div>
      <Popover className={classes(menu.popover, comboBox.popover)}>
        <ListBox
          className={classes(menu.menu)}
          renderEmptyState={() => (
            <p className={classes(menu.item, 'soft')}>
              {text.trim() === '' ? 'Type a part of the name' : 'No such client'}
            </p>
          )}
        >
          {({ id, name, reference }: (typeof items)[number]) => (
            <ListBoxItem id={id} textValue={name} className={classes(menu.item)}>
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

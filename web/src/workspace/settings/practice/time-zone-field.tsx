import { Button, ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';

import { classes } from '../../../ui/classes.ts';
import field from '../../../ui/labeled-field.module.css';
import comboBox from '../../ui/combo-box.module.css';
import iconButton from '../../ui/icon-button.module.css';
import { Icon } from '../../ui/icon.tsx';
import menu from '../../ui/menu.module.css';

const zones = Intl.supportedValuesOf('timeZone').map((id) => ({ id, name: id.replaceAll('_', ' ') }));

export interface TimeZoneFieldProps {
  readonly value: string;
  readonly onChange: (timeZone: string) => void;
  readonly error: string | undefined;
}

/** A list to search in by typing: "new york", "berlin". */
export function TimeZoneField({ value, onChange, error }: TimeZoneFieldProps) {
  // The practice may be in a zone that this browser knows by another name.
  const known = zones.some(({ id }) => id === value);
  const items = known ? zones : [{ id: value, name: value.replaceAll('_', ' ') }, ...zones];
  return (
    <ComboBox
      className={classes(field.field)}
      defaultItems={items}
      selectedKey={value}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
      isInvalid={error !== undefined}
      menuTrigger="focus"
    >
      <Label className={classes(field.label)}>Time zone</Label>
      <Text slot="description" className={classes(field.hint)}>
        Every time on these pages is said in it.
      </Text>
      <div className={comboBox.box}>
        <Input className={classes(field.input)} spellCheck={false} />
        <Button className={classes(iconButton.button)} aria-label="Show all time zones">
          <Icon name="chevron" />
        </Button>
      </div>
      <FieldError className={classes(field.error)}>{error}</FieldError>
      <Popover className={classes(menu.popover, comboBox.popover)}>
        <ListBox
          className={classes(menu.menu)}
          renderEmptyState={() => <p className={classes(menu.item, 'soft')}>No such time zone</p>}
        >
          {({ id, name }: (typeof zones)[number]) => (
            <ListBoxItem id={id} className={classes(menu.item)}>
              {name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

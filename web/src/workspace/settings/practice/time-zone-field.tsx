import { Button, ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';

import { Icon } from '../../ui/icon.tsx';

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
      className="field combo"
      defaultItems={items}
      selectedKey={value}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
      isInvalid={error !== undefined}
      menuTrigger="focus"
    >
      <Label className="field-label">Time zone</Label>
      <Text slot="description" className="field-hint">
        Every time on these pages is said in it.
      </Text>
      <div className="combo-box">
        <Input className="field-input" spellCheck={false} />
        <Button className="icon-button" aria-label="Show all time zones">
          <Icon name="chevron" />
        </Button>
      </div>
      <FieldError className="field-error">{error}</FieldError>
      <Popover className="menu-popover combo-popover">
        <ListBox className="menu" renderEmptyState={() => <p className="menu-item soft">No such time zone</p>}>
          {({ id, name }: (typeof zones)[number]) => (
            <ListBoxItem id={id} className="menu-item">
              {name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

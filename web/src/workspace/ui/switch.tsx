import { Switch as AriaSwitch } from 'react-aria-components';

export interface SwitchProps {
  readonly on: boolean;
  /** What it switches, for whom. */
  readonly label: string;
  readonly disabled: boolean;
  readonly onChange: (on: boolean) => void;
}

/** On or off, said in words as well as shown. */
export function Switch({ on, label, disabled, onChange }: SwitchProps) {
  return (
    <AriaSwitch className="switch" isSelected={on} isDisabled={disabled} onChange={onChange} aria-label={label}>
      <span className="switch-word" aria-hidden="true">
        {on ? 'On' : 'Off'}
      </span>
      <span className="switch-track" aria-hidden="true" />
    </AriaSwitch>
  );
}

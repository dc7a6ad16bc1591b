import { Field } from '../../../ui/field.tsx';
import form from '../../ui/form.module.css';

/** What Client Info holds, as text. */
export type ClientValues = {
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly reference: string;
};

export const clientLabels: Readonly<Record<keyof ClientValues, string>> = {
  firstName: 'First name',
  lastName: 'Last name',
  phone: 'Phone',
  reference: 'Reference',
};

export const clientFieldNames = Object.keys(clientLabels);

/** Both names are needed; says which is missing. */
export function missingName({ firstName, lastName }: ClientValues) {
  if (firstName.trim() === '') return { field: 'firstName', message: 'Please enter a first name.' };
  if (lastName.trim() === '') return { field: 'lastName', message: 'Please enter a last name.' };
  return undefined;
}

/** An empty field is no value at all. */
export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}

export interface ClientFieldsProps {
  readonly values: ClientValues;
  readonly onChange: (name: keyof ClientValues, value: string) => void;
  readonly error: (name: keyof ClientValues) => string | undefined;
}

/** The four fields of a client's record. Autofill stays off: it would offer other clients' names. */
export function ClientFields({ values, onChange, error }: ClientFieldsProps) {
  const shared = (name: keyof ClientValues) => ({
    label: clientLabels[name],
    name,
    value: values[name],
    error: error(name),
    autoComplete: 'off',
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(name, event.target.value),
  });
  return (
    <div className={form.fields}>
      <Field {...shared('firstName')} required />
      <Field {...shared('lastName')} required />
      <Field {...shared('phone')} type="tel" hint="For the practice only. The portal never shows it." />
      <Field {...shared('reference')} hint="Your own number for this client, if you use one." />
    </div>
  );
}

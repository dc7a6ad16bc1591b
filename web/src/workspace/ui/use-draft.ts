import { useState } from 'react';

/** What a form holds: every field as text. */
export type Values = Readonly<Record<string, string>>;

export interface Draft<T extends Values> {
  readonly values: T;
  readonly change: (name: keyof T & string, value: string) => void;
  /** Something here is not saved yet. */
  readonly dirty: boolean;
  /** The version that this draft was made from; a save of it is refused when somebody saved since. */
  readonly version: number;
  /** Somebody else has saved other values while these were being written. */
  readonly conflict: boolean;
  /** Replaces the draft by the given values. */
  readonly reset: (values: T, version: number) => void;
  /** Keeps the draft, so that saving it overwrites what is saved now. */
  readonly keepMine: () => void;
}

/**
 * The values of a form while a person edits them. An unchanged draft follows the saved values; a changed one stays,
 * and reports a conflict when others saved different values meanwhile.
 */
export function useDraft<T extends Values>(saved: T, savedVersion: number): Draft<T> {
  const [base, setBase] = useState({ values: saved, version: savedVersion });
  const [values, setValues] = useState(saved);
  const dirty = !isEqual(values, base.values);
  const hasNewerVersion = savedVersion > base.version;
  const conflict = hasNewerVersion && dirty && !isEqual(saved, base.values);

  function reset(next: T, version: number) {
    setBase({ values: next, version });
    setValues(next);
  }
  if (hasNewerVersion && !conflict) {
    setBase({ values: saved, version: savedVersion });
    if (!dirty) setValues(saved);
  }
  return {
    values,
    change: (name, value) => setValues((before) => ({ ...before, [name]: value })),
    dirty,
    version: base.version,
    conflict,
    reset,
    keepMine: () => setBase({ values: saved, version: savedVersion }),
  };
}

function isEqual(one: Values, other: Values): boolean {
  return Object.keys(one).every((name) => one[name] === other[name]);
}

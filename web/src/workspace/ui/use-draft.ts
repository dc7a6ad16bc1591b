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
  readonly overtaken: boolean;
  /** Drops the draft for the given values. */
  readonly adopt: (values: T, version: number) => void;
  /** Keeps the draft, knowingly, on top of what is saved now. */
  readonly keepMine: () => void;
}

/**
 * What a person writes over what is saved. While nothing is written it follows the saved values;
 * once something is, it stands, and says when the saved values changed underneath.
 */
export function useDraft<T extends Values>(saved: T, savedVersion: number): Draft<T> {
  const [base, setBase] = useState({ values: saved, version: savedVersion });
  const [values, setValues] = useState(saved);
  const dirty = !same(values, base.values);
  const moved = savedVersion > base.version;
  const overtaken = moved && dirty && !same(saved, base.values);

  function adopt(next: T, version: number) {
    setBase({ values: next, version });
    setValues(next);
  }
  if (moved && !overtaken) {
    setBase({ values: saved, version: savedVersion });
    if (!dirty) setValues(saved);
  }
  return {
    values,
    change: (name, value) => setValues((before) => ({ ...before, [name]: value })),
    dirty,
    version: base.version,
    overtaken,
    adopt,
    keepMine: () => setBase({ values: saved, version: savedVersion }),
  };
}

function same(one: Values, other: Values): boolean {
  return Object.keys(one).every((name) => one[name] === other[name]);
}

/** Saved; or not saved, because someone else saved first: `version` is then the current one. */
export type UpdateOutcome = { outcome: 'saved' } | { outcome: 'edited-meanwhile'; version: number };

export const saved: UpdateOutcome = { outcome: 'saved' };

/** The outcome when the change was made for another version than the current one; undefined when it was not. */
export function editConflict(now: { version: number }, version: number | null | undefined): UpdateOutcome | undefined {
  const same = version === null || version === undefined || version === now.version;
  return same ? undefined : { outcome: 'edited-meanwhile', version: now.version };
}

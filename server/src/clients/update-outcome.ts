/** Saved, or left alone because someone else saved first; `version` is then theirs. */
export type UpdateOutcome = { outcome: 'saved' } | { outcome: 'edited-meanwhile'; version: number };

export const saved: UpdateOutcome = { outcome: 'saved' };

/** What stands in the way of a change: that it was made for another version than there is now. */
export function editConflict(now: { version: number }, version: number | null | undefined): UpdateOutcome | undefined {
  const same = version === null || version === undefined || version === now.version;
  return same ? undefined : { outcome: 'edited-meanwhile', version: now.version };
}

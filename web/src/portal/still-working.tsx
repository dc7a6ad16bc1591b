export interface StillWorkingProps {
  readonly slow: boolean;
}

/** A line that appears, and is read out, when something takes longer than it should. */
export function StillWorking({ slow }: StillWorkingProps) {
  return (
    <p className="soft live" aria-live="polite">
      {slow && 'Still working. Your connection seems to be slow.'}
    </p>
  );
}

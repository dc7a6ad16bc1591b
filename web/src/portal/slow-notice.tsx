export interface SlowNoticeProps {
  readonly slow: boolean;
}

/** A line that appears, and is read out, when something takes longer than it should. */
export function SlowNotice({ slow }: SlowNoticeProps) {
  return (
    <p className="soft live-region" aria-live="polite">
      {slow && 'Still working. Your connection seems to be slow.'}
    </p>
  );
}

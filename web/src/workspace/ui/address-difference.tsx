import styles from './address-difference.module.css';

/** An address that was typed, with what differs from the right one made to stand out. */
export function AddressDifference({ typed, right }: { readonly typed: string; readonly right: string }) {
  const start = commonPrefixLength(typed, right);
  const end = Math.min(
    commonPrefixLength(reversed(typed), reversed(right)),
    Math.min(typed.length, right.length) - start,
  );
  // Where a letter is missing nothing differs; its neighbors show the gap.
  const [from, to] = typed.length - end > start ? [start, typed.length - end] : [start - 1, start + 1];
  return (
    <span className="wrap-anywhere">
      {typed.slice(0, Math.max(0, from))}
      <mark className={styles.differs}>{typed.slice(Math.max(0, from), to)}</mark>
      {typed.slice(to)}
    </span>
  );
}

function commonPrefixLength(one: string, other: string): number {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  return same;
}

const reversed = (text: string): string => [...text].toReversed().join('');

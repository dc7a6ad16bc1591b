/** Says that what is shown may be out of date, because the server does not answer. */
export function StaleNotice() {
  return (
    <p className="soft small" role="status">
      We can't reach the server right now. What you see may be out of date.
    </p>
  );
}

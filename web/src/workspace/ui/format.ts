/** "1 client", "2,000 clients" */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** Several names in one sentence: "Leo Brandt and Mia Brandt". */
export function formatNames(clients: readonly { readonly name: string }[]): string {
  return new Intl.ListFormat('en').format(clients.map(({ name }) => name));
}

/** How long something still works: "23 h 59 min left", "24 h left", "4 min left". */
export function formatTimeLeft(seconds: number): string {
  if (seconds === 0) return 'Its time is over';
  const minutes = Math.ceil(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const parts = [hours > 0 && `${hours} h`, minutes % 60 > 0 && `${minutes % 60} min`, 'left'];
  return parts.filter(Boolean).join(' ');
}

/** How long a link or a PIN works, in the larger unit that fits: "24 hours", "90 minutes", "1 hour". */
export function formatLifetime(minutes: number): string {
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

import Bowser from 'bowser';

const seen = new Map<string, string>();

/** What a browser says it is, in a few words for the list of devices: "Chrome on Android". */
export function deviceName(userAgent: string | undefined): string {
  if (!userAgent) return 'Unknown device';
  const known = seen.get(userAgent);
  if (known) return known;

  const name = describe(userAgent.slice(0, 400));
  // The same few browsers come again and again; whoever sends ever new ones does not get to fill the memory.
  if (seen.size >= 1000) seen.clear();
  seen.set(userAgent, name);
  return name;
}

function describe(userAgent: string): string {
  const { browser, os } = Bowser.parse(userAgent);
  const parts = [browser.name, os.name].filter((part) => part && /^[\w .-]{1,40}$/.test(part));
  return parts.length === 0 ? 'Unknown device' : parts.join(' on ');
}

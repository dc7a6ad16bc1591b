import Bowser from 'bowser';

/** A browser's name for the list of devices, from its user agent: "Chrome on Android". */
export function deviceName(userAgent: string | undefined): string {
  if (!userAgent) return 'Unknown device';
  const { browser, os } = Bowser.parse(userAgent.slice(0, 400));
  const parts = [browser.name, os.name].filter((part) => part && /^[\w .-]{1,40}$/.test(part));
  return parts.length === 0 ? 'Unknown device' : parts.join(' on ');
}

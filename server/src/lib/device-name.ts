import Bowser from 'bowser';

/** What a browser says it is, in a few words for the list of devices: "Chrome on Android". */
export function deviceName(userAgent: string | undefined): string {
  if (!userAgent) return 'Unknown device';
  const { browser, os } = Bowser.parse(userAgent.slice(0, 400));
  const parts = [browser.name, os.name].filter((part) => part && /^[\w .-]{1,40}$/.test(part));
  return parts.length === 0 ? 'Unknown device' : parts.join(' on ');
}

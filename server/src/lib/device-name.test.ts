import { expect, test } from 'vitest';
import { deviceName } from './device-name.ts';

test.each([
  [
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari on iOS',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0', 'Firefox on Windows'],
])('says what %j is', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});

test.each([undefined, '', '<script>alert(1)</script>', '\n\0', 'x'.repeat(100_000)])(
  'gives nothing back of what it does not know',
  (userAgent) => {
    const name = deviceName(userAgent);
    expect(name).toMatch(/^[\w .-]{1,84}$/);
  },
);

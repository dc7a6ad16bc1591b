import { expect, test } from 'vitest';
import { parsePin } from './pin.ts';

test.each(['407192', ' 407192 ', '407 192', '4 0 7 1 9 2', '407-192', '407\u2013192', '407.192', '４０７１９２'])(
  'reads %j as people type and paste it',
  (text) => {
    expect(parsePin(text)).toBe('407192');
  },
);

test('keeps leading zeros', () => {
  expect(parsePin('000 042')).toBe('000042');
});

test.each(['', '40719', '4071922', '40719a', '+40719', '407192; DROP', '४०७१९२'])('refuses %j', (text) => {
  expect(parsePin(text)).toBeUndefined();
});

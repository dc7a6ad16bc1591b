import { expect, test } from 'vitest';
import { readPhone, formatPhone } from './phone.ts';

test.each(['(617) 555-0134', '617.555.0134', '+1 617 555 0134', ' 6175550134 '])('stores %j in one form', (typed) => {
  expect(readPhone('phone', typed)).toBe('+16175550134');
});

test('takes a number without country code for one of the country the practice is in', () => {
  expect(readPhone('phone', '030 901820', '+4930901820')).toBe('+4930901820');
});

test.each([null, undefined, '', '  '])('takes %j for none', (typed) => {
  expect(readPhone('phone', typed)).toBeNull();
});

test.each(['call me', '12', '9'.repeat(41), 'javascript:alert(1)'])('refuses %j', (typed) => {
  expect(() => readPhone('phone', typed)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});

test.each([
  ['+4930901820', '+16175550134', '+49 30 901820'],
  ['+4930901820', null, '+49 30 901820'],
  ['+16175550134', null, '(617) 555-0134'],
  ['+16175550134', '+4930901820', '+1 617 555 0134'],
  ['+4930901820', '+4989123456', '030 901820'],
])('reads %s again as it shows it to the practice at %s', (stored, practicePhone, shown) => {
  expect(formatPhone(stored, practicePhone).phone).toBe(shown);
  expect(readPhone('phone', shown, practicePhone)).toBe(stored);
});

test('shows a number as people write it, and as phones dial it', () => {
  expect(formatPhone('+16175550134')).toEqual({ phone: '(617) 555-0134', phoneUri: 'tel:+16175550134' });
  expect(formatPhone(null)).toEqual({ phone: null, phoneUri: null });
});

import { describe, expect, it } from 'vitest';

import { suggestAddress } from './mistyped-domain.ts';

describe('suggestAddress', () => {
  it.each([
    ['jamie@gmial.com', 'jamie@gmail.com'],
    ['jamie@gmai.com', 'jamie@gmail.com'],
    ['jamie@gmail.con', 'jamie@gmail.com'],
    ['jamie@gmail.co', 'jamie@gmail.com'],
    ['Jamie.R+tag@GMAIL.CMO', 'Jamie.R+tag@gmail.com'],
    ['jamie@hotmial.com', 'jamie@hotmail.com'],
    ['jamie@outlok.com', 'jamie@outlook.com'],
    ['jamie@yaho.com', 'jamie@yahoo.com'],
    ['jamie@iclould.com', 'jamie@icloud.com'],
    ['jamie@comcast.ent', 'jamie@comcast.net'],
    ['jamie@client.con', 'jamie@client.com'],
  ])('offers a correction for %s', (typed, meant) => {
    expect(suggestAddress(typed)).toBe(meant);
  });

  it.each([
    'jamie@gmail.com',
    'jamie@GMAIL.com',
    'jamie@client.example',
    'jamie@mail.com',
    'jamie@email.com',
    'jamie@gmx.net',
    'jamie@yahoo.de',
    'jamie@harbor.org',
    'jamie@university.edu',
    'jamie@x.co',
    'jamie@',
    '@gmial.com',
    'jamie',
    '',
  ])('leaves %s alone', (typed) => {
    expect(suggestAddress(typed)).toBeUndefined();
  });
});

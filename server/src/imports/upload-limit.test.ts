import { expect, test } from 'vitest';
import { Fault } from '../lib/fault.ts';
import { importPolicy } from './import-policy.ts';
import { UploadLimit } from './upload-limit.ts';

const { practice: ofPractice, server: ofServer } = importPolicy.uploadsAtOnce;

test('takes two files of a practice at a time, and one more when one of them is through', () => {
  const limit = new UploadLimit();
  for (let n = 0; n < ofPractice; n += 1) limit.begin('harbor');
  expect(() => limit.begin('harbor')).toThrow(Fault);
  limit.begin('lakeside');
  limit.end('harbor');
  limit.begin('harbor');
  expect(() => limit.begin('harbor')).toThrow('Please try again');
});

test('takes no more than a server may hold, whatever practices they are of', () => {
  const limit = new UploadLimit();
  for (let n = 0; n < ofServer; n += 1) limit.begin(`practice-${n}`);
  expect(() => limit.begin('one-more')).toThrow(Fault);
  limit.end('practice-0');
  limit.begin('one-more');
});

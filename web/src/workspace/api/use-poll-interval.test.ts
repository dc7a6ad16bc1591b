import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';

import { usePollInterval } from './use-poll-interval.ts';

beforeEach(() => void vi.useFakeTimers());
const minutes = (count: number) => act(() => void vi.advanceTimersByTime(count * 60_000));

it('polls often while the page is in use, and seldom after ten minutes without input or news', () => {
  const { result, rerender } = renderHook(({ news }) => usePollInterval(news), { initialProps: { news: 'a' } });
  expect(result.current).toBe(3000);
  minutes(9);
  rerender({ news: 'b' });
  minutes(9);
  expect(result.current).toBe(3000);
  minutes(2);
  expect(result.current).toBe(15_000);
  rerender({ news: 'c' });
  expect(result.current).toBe(3000);
});

it('polls often again as soon as somebody uses the page', () => {
  const { result } = renderHook(() => usePollInterval('a'));
  minutes(11);
  expect(result.current).toBe(15_000);
  act(() => void document.dispatchEvent(new Event('keydown')));
  expect(result.current).toBe(3000);
});

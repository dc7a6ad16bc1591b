import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { usePace } from './use-pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const minutes = (count: number) => act(() => void vi.advanceTimersByTime(count * 60_000));

it('asks often while something goes on, and seldom when nothing has for ten minutes', () => {
  const { result, rerender } = renderHook(({ news }) => usePace(news), { initialProps: { news: 'a' } });
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

it('asks often again as soon as somebody touches the page', () => {
  const { result } = renderHook(() => usePace('a'));
  minutes(11);
  expect(result.current).toBe(15_000);
  act(() => void document.dispatchEvent(new Event('keydown')));
  expect(result.current).toBe(3000);
});

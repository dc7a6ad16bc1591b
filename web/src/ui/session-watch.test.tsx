import { act, renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { type SessionLife, useSessionWatch } from './session-watch.ts';

const life = (idleSecondsLeft: number, secondsLeft = 43_200): SessionLife => ({
  idleSecondsLeft,
  secondsLeft,
  warnSeconds: 120,
});

function watch(start: SessionLife) {
  const read = vi.fn<() => Promise<SessionLife | null>>();
  const stay = vi.fn<() => Promise<SessionLife>>().mockImplementation(async () => life(1800));
  const onEnd = vi.fn();
  const { result, unmount } = renderHook(() => useSessionWatch({ life: start, read, stay, onEnd }));
  return { read, stay, onEnd, warning: () => result.current.warning, answer: () => result.current.stay(), unmount };
}

const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));
const press = () => act(async () => void window.dispatchEvent(new Event('pointerdown')));

beforeEach(() => void vi.useFakeTimers());
describe('useSessionWatch', () => {
  it('warns before the idle end, and never extends by itself', async () => {
    const { read, stay, warning } = watch(life(1800));
    read.mockImplementation(async () => life(118));
    await pass(1679);
    expect(warning()).toBeUndefined();
    await pass(3);
    expect(warning()).toMatchObject({ canStay: true });
    expect(stay).not.toHaveBeenCalled();
  });

  it('does not warn when another tab was used meanwhile', async () => {
    const { read, warning } = watch(life(200));
    read.mockImplementation(async () => life(1700));
    await pass(85);
    expect(read).toHaveBeenCalled();
    expect(warning()).toBeUndefined();
  });

  it('takes the warning back when another tab answers it', async () => {
    const { read, warning } = watch(life(122));
    read.mockImplementationOnce(async () => life(118)).mockImplementation(async () => life(1800));
    await pass(11);
    expect(warning()).toBeDefined();
    await pass(11);
    expect(warning()).toBeUndefined();
  });

  it('stays for a clear answer only, once the warning is there', async () => {
    const { read, stay, warning, answer } = watch(life(60));
    read.mockImplementation(async () => life(50));
    await pass(11);
    await press();
    expect(stay).not.toHaveBeenCalled();
    await act(answer);
    expect(stay).toHaveBeenCalledOnce();
    expect(warning()).toBeUndefined();
  });

  it('extends at most once a minute while the page is used', async () => {
    const { stay } = watch(life(1800));
    for (let second = 0; second < 59; second += 1) {
      await press();
      await pass(1);
    }
    expect(stay).toHaveBeenCalledOnce();
    await pass(2);
    await press();
    expect(stay).toHaveBeenCalledTimes(2);
  });

  it('says that the end cannot be moved when it is the absolute one', async () => {
    const { read, warning } = watch(life(1800, 125));
    read.mockImplementation(async () => life(1790, 115));
    await pass(11);
    expect(warning()).toMatchObject({ canStay: false });
  });

  it('ends for idleness when the time is over, even with the server out of reach', async () => {
    const { read, onEnd } = watch(life(5));
    read.mockRejectedValue(new TypeError('Failed to fetch'));
    await pass(7);
    expect(onEnd).toHaveBeenCalledExactlyOnceWith('idle');
  });

  it('notices on coming back that the session was ended elsewhere', async () => {
    const { read, onEnd } = watch(life(1800));
    read.mockResolvedValue(null);
    await act(async () => void document.dispatchEvent(new Event('visibilitychange')));
    expect(onEnd).toHaveBeenCalledExactlyOnceWith('elsewhere');
  });

  it('keeps quiet when the answer to the last press comes after the page was left', async () => {
    const { stay, onEnd, unmount } = watch(life(1800));
    const { promise, reject } = Promise.withResolvers<SessionLife>();
    stay.mockReturnValue(promise);
    await press();
    unmount();
    await act(async () =>
      reject({ errors: [{ message: 'Please sign in.', extensions: { code: 'UNAUTHENTICATED' } }] }),
    );
    expect(onEnd).not.toHaveBeenCalled();
  });
});

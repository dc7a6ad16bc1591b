import { useEffect, useRef, useSyncExternalStore } from 'react';

const storageKey = 'porchlight-shortcuts';
const listeners = new Set<() => void>();

/** Whether single keys do anything; whoever dictates or presses keys by accident can switch them off. */
function shortcutsEnabled(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

/** Whether single keys are on in this browser, and how to switch them. */
export function useShortcutsEnabled(): readonly [on: boolean, set: (on: boolean) => void] {
  const on = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, shortcutsEnabled);
  function set(next: boolean) {
    try {
      if (next) localStorage.removeItem(storageKey);
      else localStorage.setItem(storageKey, 'off');
    } catch {
      // A browser that keeps nothing keeps the keys on.
    }
    listeners.forEach((listener) => listener());
  }
  return [on, set];
}

/** What each key does on this page. Nothing happens while one types, or while a dialog or a menu is open. */
export function useShortcuts(acts: Readonly<Record<string, () => void>>): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = latest.current[event.key];
      if (act === undefined || isForAnotherElement(event) || !shortcutsEnabled()) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function isForAnotherElement(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector('dialog[open], [role="menu"], [role="listbox"]') !== null) return true;
  return event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null;
}

import { useEffect, useRef, useState } from 'react';

import field from '../../../ui/labeled-field.module.css';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './client-search.module.css';

/** How long after the last letter a search starts, in milliseconds. */
const debounceMs = 250;

export interface ClientSearchProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** Searches as one types; the key / leads here from anywhere on the page. */
export function ClientSearch({ search, onSearch }: ClientSearchProps) {
  const [text, setText] = useState(search);
  /** Searches sent from here that are not in the address yet: it changes later than the next letter is typed. */
  const sent = useRef<string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const own = sent.current.indexOf(search);
    if (own >= 0) sent.current.splice(0, own + 1);
    // The address changed by itself: back, forward, or "Clear the search".
    else setText(search);
  }, [search]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useShortcuts({
    '/': () => {
      input.current?.focus();
      input.current?.select();
    },
  });

  function send(next: string) {
    clearTimeout(timer.current);
    const wanted = next.trim();
    if (wanted === (sent.current.at(-1) ?? search)) return;
    sent.current.push(wanted);
    onSearch(wanted);
  }
  function type(next: string) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(next), debounceMs);
  }
  return (
    <form
      role="search"
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault();
        send(text);
      }}
    >
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        className={field.input}
        aria-label="Search clients"
        aria-keyshortcuts="/"
        placeholder="Name, reference or e-mail"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      <kbd className={styles.key} aria-hidden="true">
        /
      </kbd>
    </form>
  );
}

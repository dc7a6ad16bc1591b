import styles from './icon.module.css';

const paths = {
  clients:
    'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.5 8c.3-3.2 2.4-5 5.5-5s5.2 1.8 5.5 5M15.5 5.3a3 3 0 0 1 0 5.4M17 14.3c2.5.4 4.2 2.1 4.5 4.7',
  attempts: 'M4 6.5h16v11H4zM4 7l8 6 8-6M16.5 20.5l4-4m0 4-4-4',
  settings: 'M4 7h9m4 0h3M4 17h3m4 0h9M15 7m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0M9 17m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
  activity: 'M12 7v5l3.5 2M12 20a8 8 0 1 0-7.4-5M4.5 8.5v-4M4.5 8.5h4',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm5-1.5L20.5 20.5',
  close: 'M6 6l12 12M18 6 6 18',
  chevron: 'm6 9 6 6 6-6',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'm5 12.5 4.5 4.5L19 7.5',
} as const;

/** A line drawing beside words that say the same; never the only carrier of a meaning. */
export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

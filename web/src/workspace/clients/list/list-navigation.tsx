import { Link, useNavigate } from 'react-router';

import { classes } from '../../../ui/classes.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import styles from './list-navigation.module.css';
import { useListNavigation } from './use-list-navigation.ts';

export interface ListNavigationProps {
  readonly clientId: string;
  /** The part of a client's page that is looked at: "", "/edit/portal". */
  readonly part: string;
}

/** Links to the next and the previous client of the list that was shown last, and back to the list. */
export function ListNavigation({ clientId, part }: ListNavigationProps) {
  const position = useListNavigation(clientId);
  const navigate = useNavigate();
  const go = (id: string | undefined) => id !== undefined && void navigate(`/clients/${id}${part}`);
  useShortcuts({
    j: () => go(position?.next),
    k: () => go(position?.previous),
    u: () => void navigate(position?.listPath ?? '/clients'),
  });
  if (position === undefined) return null;
  return (
    <nav className={classes(styles.navigation, 'small')} aria-label="The list you came from">
      <Link to={position.listPath} aria-keyshortcuts="u" title="Back to the list (u)">
        Back to the list
      </Link>
      <Step id={position.previous} part={part} name="Previous" keys="k" />
      <span className="soft">{position.label}</span>
      <Step id={position.next} part={part} name="Next" keys="j" />
    </nav>
  );
}

interface StepProps {
  readonly id: string | undefined;
  readonly part: string;
  readonly name: string;
  readonly keys: string;
}

function Step({ id, part, name, keys }: StepProps) {
  if (id === undefined) return <span className="soft">{name}</span>;
  return (
    <Link
      to={`/clients/${id}${part}`}
      aria-label={`${name} client`}
      aria-keyshortcuts={keys}
      title={`${name} client (${keys})`}
    >
      {name}
    </Link>
  );
}

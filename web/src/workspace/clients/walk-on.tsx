import { Link, useNavigate } from 'react-router';

import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { useListWalk } from './list-walk.ts';

export interface WalkOnProps {
  readonly clientId: string;
  /** The part of a client's page that is looked at: "", "/edit/portal". */
  readonly part: string;
}

/** The way to the next client of the list that one came from, and back to the list. */
export function WalkOn({ clientId, part }: WalkOnProps) {
  const walk = useListWalk(clientId);
  const navigate = useNavigate();
  const go = (id: string | undefined) => id !== undefined && void navigate(`/clients/${id}${part}`);
  useShortcuts({
    j: () => go(walk?.next),
    k: () => go(walk?.previous),
    u: () => void navigate(walk?.to ?? '/clients'),
  });
  if (walk === undefined) return null;
  return (
    <nav className="walk-on small" aria-label="The list you came from">
      <Link to={walk.to} aria-keyshortcuts="u" title="Back to the list (u)">
        Back to the list
      </Link>
      <Step id={walk.previous} part={part} name="Previous" keys="k" />
      <span className="soft">{walk.place}</span>
      <Step id={walk.next} part={part} name="Next" keys="j" />
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

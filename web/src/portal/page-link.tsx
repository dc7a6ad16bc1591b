import type { ReactNode } from 'react';
import { Link } from 'wouter';

import { buttonClass, type ButtonKind } from '../ui/button.tsx';

export interface PageLinkProps {
  readonly to: string;
  /** Looks like a button of this kind; without it, like a link in the text. */
  readonly kind?: ButtonKind;
  readonly children: ReactNode;
}

/** A link to another page of the portal that does not reload the document. */
export function PageLink({ to, kind, children }: PageLinkProps) {
  return (
    <Link to={to} {...(kind && { className: buttonClass({ kind }) })}>
      {children}
    </Link>
  );
}

import { useEffect, useState } from 'react';

import { portalOperationsWhenIdle } from '../api/load-portal-operations.ts';
import { Notice } from '../ui/notice.tsx';
import { PageLink } from './page-link.tsx';

/**
 * The address that is signed in at this portal in this browser. The page does not wait for it; looking it up also
 * loads the portal's operations before they are needed.
 */
export function useSignedInEmail(slug: string): string | undefined {
  const [email, setEmail] = useState<string>();
  useEffect(() => {
    let wanted = true;
    portalOperationsWhenIdle()
      .then(({ signedInEmail }) => (wanted ? signedInEmail(slug) : undefined))
      .then((found) => wanted && setEmail(found))
      // The page works without the answer.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [slug]);
  return email;
}

/** Lets somebody who is signed in here already continue without a link. */
export function AlreadySignedIn({ email, slug }: { readonly email: string; readonly slug: string }) {
  return (
    <Notice tone="good">
      <p>
        You are signed in as <strong className="wrap-anywhere">{email}</strong>.
      </p>
      <PageLink to={`/${slug}/home`} kind="primary">
        Continue
      </PageLink>
    </Notice>
  );
}

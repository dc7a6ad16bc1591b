import { useEffect, useState } from 'react';

import { portalOperationsInTime } from '../api/portal.ts';
import { Notice } from '../ui/notice.tsx';
import { PageLink } from './page-link.tsx';

/**
 * Who is signed in at this portal in this browser. Looked up once the page is
 * there, which never waits; it also brings the operations in before they are needed.
 */
export function useSignedInAt(slug: string): string | undefined {
  const [email, setEmail] = useState<string>();
  useEffect(() => {
    let wanted = true;
    portalOperationsInTime()
      .then(({ signedInAt }) => (wanted ? signedInAt(slug) : undefined))
      .then((found) => wanted && setEmail(found))
      // The page works without the answer.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [slug]);
  return email;
}

/** Somebody who is signed in here already needs no link. */
export function SignedInHere({ email, slug }: { readonly email: string; readonly slug: string }) {
  return (
    <Notice tone="good">
      <p>
        You are signed in as <strong className="address">{email}</strong>.
      </p>
      <PageLink to={`/${slug}/home`} kind="primary">
        Continue
      </PageLink>
    </Notice>
  );
}

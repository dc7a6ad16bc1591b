import { useEffect, useState } from 'react';
import { navigate } from 'wouter/use-browser-location';

import { portalOperations } from '../api/load-portal-operations.ts';
import type { Portal } from '../api/portal.ts';
import type { RequestError } from '../api/request-error.ts';
import { useAction } from '../ui/use-action.ts';

/** What the server wrote into the page: the practice, or null for none; undefined when it wrote nothing. */
export function portalInPage(): Portal | null | undefined {
  const data = document.querySelector('#portal-data')?.textContent;
  return data === undefined || data === null ? undefined : (JSON.parse(data) as Portal | null);
}

export type PortalState =
  | { readonly at: 'found'; readonly portal: Portal }
  | { readonly at: 'unknown' }
  | {
      readonly at: 'waiting';
      readonly slow: boolean;
      readonly error: RequestError | undefined;
      readonly retry: () => void;
    };

/** The practices at the addresses looked up so far; null for an address that no practice has. */
type KnownPortals = Readonly<Record<string, Portal | null>>;

/**
 * The practice at a portal address. The server writes it into the page, so that the page is there
 * at once; only when it did not, or when the address changes, is it asked for.
 */
export function usePortal(slug: string, path: string, inPage: Portal | null | undefined): PortalState {
  const [known, setKnown] = useState<KnownPortals>(() => (inPage === undefined ? {} : withPortal({}, slug, inPage)));
  const asking = useAction(async () => {
    const found = await (await portalOperations()).portalAt(slug);
    setKnown((before) => withPortal(before, slug, found));
  });
  const portal = known[slug];

  const { run } = asking;
  useEffect(() => {
    if (portal === undefined && slug !== '') void run();
  }, [portal, slug, run]);

  const current = portal?.slug;
  useEffect(() => {
    // A practice's former address still works; the address bar then shows the one to keep.
    if (current !== undefined && current !== slug) navigate(path.replace(slug, current), { replace: true });
  }, [current, slug, path]);

  if (portal) return { at: 'found', portal };
  if (portal === null) return { at: 'unknown' };
  return { at: 'waiting', slow: asking.slow, error: asking.error, retry: () => void run() };
}

function withPortal(known: KnownPortals, slug: string, portal: Portal | null): KnownPortals {
  return portal === null ? { ...known, [slug]: null } : { ...known, [slug]: portal, [portal.slug]: portal };
}

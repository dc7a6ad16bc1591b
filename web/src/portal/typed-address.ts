/** What a person typed on a practice's sign-in page, kept until they are in, so that nothing is lost. */
export interface Typed {
  readonly email: string;
  /** Set once a link was asked for: when it may be asked for again, in ms of this browser's clock. */
  readonly askAgainAt?: number;
}

const nothing: Typed = { email: '' };
const inMemory = new Map<string, string>();

/** What was typed at this portal, in this tab. */
export function typedAt(slug: string): Typed {
  const text = stored(slug) ?? inMemory.get(slug);
  if (text === undefined) return nothing;
  try {
    const kept: unknown = JSON.parse(text);
    return isTyped(kept) ? kept : nothing;
  } catch {
    return nothing;
  }
}

export function keepTyped(slug: string, typed: Typed): void {
  const text = JSON.stringify(typed);
  try {
    sessionStorage.setItem(key(slug), text);
  } catch {
    // A browser may refuse storage altogether; the page's memory then has to do.
    inMemory.set(slug, text);
  }
}

/** Once signed in, nobody needs to see what was typed. */
export function forgetTyped(slug: string): void {
  inMemory.delete(slug);
  try {
    sessionStorage.removeItem(key(slug));
  } catch {
    // Then it was never stored.
  }
}

function stored(slug: string): string | undefined {
  try {
    return sessionStorage.getItem(key(slug)) ?? undefined;
  } catch {
    return undefined;
  }
}

function isTyped(kept: unknown): kept is Typed {
  return typeof kept === 'object' && kept !== null && 'email' in kept && typeof kept.email === 'string';
}

const key = (slug: string) => `porchlight.typed.${slug}`;

/** What a person typed on a practice's sign-in page, kept until they are in, so that nothing is lost. */
export interface SignInDraft {
  readonly email: string;
  /** Set once a link was asked for: when it may be asked for again, in ms of this browser's clock. */
  readonly askAgainAt?: number;
}

const emptyDraft: SignInDraft = { email: '' };
const inMemory = new Map<string, string>();

/** What was typed at this portal, in this tab. */
export function readDraft(slug: string): SignInDraft {
  const text = stored(slug) ?? inMemory.get(slug);
  if (text === undefined) return emptyDraft;
  try {
    const parsed: unknown = JSON.parse(text);
    return isDraft(parsed) ? parsed : emptyDraft;
  } catch {
    return emptyDraft;
  }
}

export function saveDraft(slug: string, typed: SignInDraft): void {
  const text = JSON.stringify(typed);
  try {
    sessionStorage.setItem(key(slug), text);
  } catch {
    // Some browsers refuse storage altogether; then the page's memory keeps it.
    inMemory.set(slug, text);
  }
}

/** Removes what was typed, once the person is signed in. */
export function clearDraft(slug: string): void {
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

function isDraft(kept: unknown): kept is SignInDraft {
  return typeof kept === 'object' && kept !== null && 'email' in kept && typeof kept.email === 'string';
}

const key = (slug: string) => `porchlight.typed.${slug}`;

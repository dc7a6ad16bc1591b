/** Paths that the product uses or may use in the future; none can be a practice's portal address. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'about',
  'account',
  'admin',
  'api',
  'app',
  'assets',
  'auth',
  'client',
  'clients',
  'docs',
  'favicon',
  'graphiql',
  'graphql',
  'guide',
  'healthz',
  'help',
  'home',
  'index',
  'link',
  'login',
  'logout',
  'mail',
  'mailbox',
  'metrics',
  'pin',
  'porchlight',
  'portal',
  'practice',
  'readyz',
  'robots',
  'security',
  'settings',
  'sign-in',
  'signin',
  'sitemap',
  'staff',
  'static',
  'status',
  'support',
  'webhooks',
  'well-known',
  'workspace',
  'www',
]);

/**
 * Whether a practice may have this portal address (`/{slug}`): 3 to 40 lower-case letters, digits
 * and single dashes, starting with a letter, and not a word of the product's own.
 */
export function isPortalAddress(slug: string): boolean {
  return (
    slug.length >= 3 && slug.length <= 40 && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug) && !reservedSlugs.has(slug)
  );
}

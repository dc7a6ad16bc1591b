/** What everyone may see of a practice: the public face of its portal. */
export interface PortalFace {
  slug: string;
  name: string;
  mailName: string;
  phone: string | null;
  address: string | null;
  timeZone: string;
  linkLifetimeMinutes: number;
  pinLifetimeMinutes: number;
}

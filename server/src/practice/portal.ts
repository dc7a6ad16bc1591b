/** The public details of a practice. */
export interface Portal {
  slug: string;
  name: string;
  mailName: string;
  phone: string | null;
  address: string | null;
  timeZone: string;
  linkLifetimeMinutes: number;
  pinLifetimeMinutes: number;
}

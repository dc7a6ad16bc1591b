/** An SQL expression: what mails need to know of a practice (mail's MailFacts), from a practice under this alias. */
export const mailFactsText = (practice: string, askedAt: string, lifetimeMinutes: string): string => `
  jsonb_build_object('practiceName', ${practice}.name, 'mailName', ${practice}.mail_name, 'slug', ${practice}.slug,
                     'phone', ${practice}.phone, 'timeZone', ${practice}.time_zone, 'askedAt', ${askedAt},
                     'lifetimeMinutes', ${lifetimeMinutes})`;

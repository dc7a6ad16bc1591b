import { createElement } from 'react';
import { render } from 'react-email';
import { mailContent } from '../../server/src/mail/mail-content.ts';
import { mailText } from '../../server/src/mail/mail-text.ts';
import { renderMail } from '../../server/src/mail/render-mail.ts';
import { MailTemplate } from '../../server/src/mail/templates/mail-template.tsx';
import { publicOrigin } from '../lib/test-data.ts';

/** How the HTML of a mail is made: by React Email for each mail, as its documentation says, or as Porchlight does. */
export type Rendering = 'react-email' | 'as-porchlight';

/** Porchlight's mail with a sign-in link, for another server's link or code. */
export async function writeMail(rendering: Rendering, secret: string) {
  const facts = {
    practiceName: 'Practice 0',
    mailName: 'Practice 0',
    slug: 'practice-0',
    phone: '+16175550134',
    timeZone: 'America/New_York',
    askedAt: new Date().toISOString(),
    lifetimeMinutes: 1440,
  };
  const urls = { link: secret, portalUrl: `${publicOrigin}/practice-0` };
  if (rendering === 'as-porchlight') return renderMail('sign-in-link', facts, urls);
  const content = mailContent('sign-in-link', facts, urls);
  return {
    subject: content.subject,
    html: await render(createElement(MailTemplate, { content })),
    text: mailText(content),
  };
}

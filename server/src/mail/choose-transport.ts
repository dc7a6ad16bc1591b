import type { Config } from '../lib/config.ts';
import type { MailTransport } from './mail-transport.ts';
import { Mailbox } from './mailbox.ts';
import { mailboxTransport } from './mailbox.transport.ts';
import { resendTransport } from './resend.transport.ts';
import { smtpTransport } from './smtp.transport.ts';

/** Makes the configured transport, and the mailbox when that is the transport. */
export async function chooseTransport(
  config: Pick<Config, 'mail' | 'production' | 'dataDir'>,
): Promise<{ transport: MailTransport; mailbox: Mailbox | undefined }> {
  const { transport, resend, smtpUrl } = config.mail;
  if (transport === 'resend' && resend.apiKey)
    return { transport: await resendTransport({ ...resend, apiKey: resend.apiKey }), mailbox: undefined };
  if (transport === 'smtp' && smtpUrl)
    return { transport: await smtpTransport({ url: smtpUrl, requireTls: config.production }), mailbox: undefined };
  if (config.production) throw new Error('the local mailbox is not for production');
  const mailbox = new Mailbox(config.dataDir);
  return { transport: mailboxTransport(mailbox), mailbox };
}

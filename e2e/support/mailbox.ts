import { expect, type APIRequestContext } from '@playwright/test';

/** A mail of the local mailbox. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  links: string[];
  sentAt: string;
}

const patience = 20_000;

/** The local mailbox of the running product. */
export class Mailbox {
  readonly #request: APIRequestContext;

  constructor(request: APIRequestContext) {
    this.#request = request;
  }

  /** Every mail to this address, newest first; only those after the given moment when there is one. */
  async to(address: string, since?: Date): Promise<Mail[]> {
    const answer = await this.#request.get('/mailbox.json');
    expect(answer.status()).toBe(200);
    const mails = (await answer.json()) as Mail[];
    return mails.filter((mail) => mail.to === address && (!since || new Date(mail.sentAt) >= since));
  }

  /** Waits for a mail to this address that was sent since the given moment; the newest, when there are several. */
  async newest(address: string, since: Date): Promise<Mail> {
    let newest: Mail | undefined;
    await expect
      .poll(async () => (newest = (await this.to(address, since))[0]), {
        message: `a mail to ${address} since ${since.toISOString()}`,
        timeout: patience,
      })
      .toBeDefined();
    return newest as Mail;
  }

  /** The sign-in link of `newest`. */
  async newestLink(address: string, since: Date): Promise<string> {
    const { links } = await this.newest(address, since);
    const link = links.find((each) => each.includes('/link#'));
    expect(link, `a sign-in link in the mail to ${address}`).toBeDefined();
    return link as string;
  }
}

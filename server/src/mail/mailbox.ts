import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailMessage } from './mail-transport.ts';

/** A mail in the local mailbox, as `/mailbox.json` shows it. */
export interface MailboxMail {
  id: string;
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  links: string[];
  /** ISO 8601. */
  sentAt: string;
}

const keep = 1000;
const fileName = /^\d{15}-([0-9a-f-]{36})\.json$/;

/**
 * The local mailbox: one file for each mail in a folder that several processes may share. It is not
 * in the database, because it holds links, and a copy of the database must sign nobody in.
 */
export class Mailbox {
  readonly #folder: string;
  readonly #read = new Map<string, MailboxMail>();

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'mailbox');
  }

  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** Writes a mail atomically. An existing one is not overwritten. */
  async put(id: string, message: MailMessage): Promise<void> {
    await this.open();
    const names = await this.#names();
    if (names.some((name) => idOf(name) === id)) return;
    const sentAt = new Date();
    const mail: MailboxMail = {
      id,
      to: message.to,
      from: `${message.from.name} <${message.from.address}>`,
      subject: message.subject,
      text: message.text,
      html: message.html,
      links: [...message.text.matchAll(/https?:\/\/\S+/g)].map(([link]) => link.replace(/[.,]+$/, '')),
      sentAt: sentAt.toISOString(),
    };
    const name = `${String(sentAt.getTime()).padStart(15, '0')}-${id}.json`;
    const aside = join(this.#folder, `.${randomUUID()}.tmp`);
    await writeFile(aside, JSON.stringify(mail), { mode: 0o600, flag: 'wx' });
    await rename(aside, join(this.#folder, name));
    for (const old of names.slice(keep - 1)) await this.#remove(old);
  }

  /** Every mail, newest first. */
  async list(): Promise<MailboxMail[]> {
    const mails: MailboxMail[] = [];
    for (const name of await this.#names()) {
      const mail = await this.#load(name);
      if (mail) mails.push(mail);
    }
    return mails;
  }

  async find(id: string): Promise<MailboxMail | undefined> {
    const name = (await this.#names()).find((each) => idOf(each) === id);
    return name === undefined ? undefined : this.#load(name);
  }

  async #load(name: string): Promise<MailboxMail | undefined> {
    const known = this.#read.get(name);
    if (known) return known;
    try {
      const mail = JSON.parse(await readFile(join(this.#folder, name), 'utf8')) as MailboxMail;
      this.#read.set(name, mail);
      return mail;
    } catch (error) {
      // Another process has deleted it meanwhile.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async #remove(name: string): Promise<void> {
    this.#read.delete(name);
    await rm(join(this.#folder, name), { force: true });
  }

  /** Newest first. */
  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.#folder))
        .filter((name) => fileName.test(name))
        .toSorted()
        .toReversed();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }
}

const idOf = (name: string): string | undefined => fileName.exec(name)?.[1];

import { createServer, type Server } from 'node:tls';
import type { AddressInfo, Socket } from 'node:net';

/** What a mail holds: a link's token or a code, and for whom. */
export interface ReceivedMail {
  to: string;
  secret: string;
}

/** A mail server that takes everything, and reads the link or the code out of it. */
export class MailServer {
  #mails: ReceivedMail[] = [];
  #next = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #expected = new Map<string, (secret: string) => void>();
  // A mail whose hand-over was not acknowledged in time is sent again, the same link in it.
  readonly #seen = new Set<string>();
  readonly #server: Server;
  /** How many mails ever came. */
  count = 0;

  private constructor(tls: { key: string; cert: string }) {
    this.#server = createServer(tls, (socket) => receiveMails(socket, (to, source) => this.#take(to, source)));
  }

  /** Opens it on a free port. */
  static async open(tls: { key: string; cert: string }): Promise<MailServer> {
    const opened = new MailServer(tls);
    await new Promise<void>((resolve) => opened.#server.listen(0, '127.0.0.1', resolve));
    return opened;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** How many mails nobody took yet. */
  get unopened(): number {
    return this.#mails.length - this.#next;
  }

  /** The oldest mail that nobody took yet, if there is one. */
  take(): ReceivedMail | undefined {
    const mail = this.#mails[this.#next];
    if (!mail) return undefined;
    this.#next += 1;
    if (this.#next > 10_000) {
      this.#mails = this.#mails.slice(this.#next);
      this.#next = 0;
    }
    return mail;
  }

  /** Waits for the next mail, for a second at most. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 1000);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /**
   * What the next mail to an address holds; that mail is then for nobody else.
   *
   * @throws when it does not come within ten seconds.
   */
  async expect(to: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No mail came for ${to}.`)), 10_000);
      this.#expected.set(to, (secret) => {
        clearTimeout(timer);
        resolve(secret);
      });
    });
  }

  /** Throws away what nobody took. */
  forget(): void {
    this.#mails = [];
    this.#next = 0;
  }

  #take(to: string, source: string): void {
    const secret = secretIn(source);
    // The same six digits may be two people's.
    const once = `${to} ${secret}`;
    if (!secret || this.#seen.has(once)) return;
    if (this.#seen.size > 50_000) this.#seen.clear();
    this.#seen.add(once);
    this.count += 1;
    const expected = this.#expected.get(to);
    if (expected) {
      this.#expected.delete(to);
      return expected(secret);
    }
    this.#mails.push({ to, secret });
    this.#waiting.shift()?.();
  }
}

/** Porchlight's link, better-auth's link, or a code, which stands on a line of its own. */
const secrets = /\/link#([\w.-]+)|verify\?token=(\w+)|^(\d{6})$/m;

function secretIn(source: string): string | undefined {
  // Quoted-printable folds long lines, and writes an equals sign as =3D.
  const text = source.replaceAll('=\r\n', '').replaceAll('=3D', '=').replaceAll('\r', '');
  return secrets.exec(text)?.slice(1).find(Boolean);
}

/** Speaks SMTP for as long as the connection is open. */
function receiveMails(socket: Socket, onMail: (to: string, source: string) => void): void {
  let to = '';
  let inData = false;
  let received = '';
  const answer = (text: string) => void socket.write(`${text}\r\n`);
  socket.setEncoding('utf8').on('error', () => socket.destroy());
  answer('220 bench');
  socket.on('data', (chunk: string) => {
    received += chunk;
    for (;;) {
      const mark = inData ? '\r\n.\r\n' : '\r\n';
      const end = received.indexOf(mark);
      if (end < 0) return;
      const text = received.slice(0, end);
      received = received.slice(end + mark.length);
      const command = text.slice(0, 4).toUpperCase();
      if (inData) {
        inData = false;
        onMail(to, text);
        answer('250 taken');
      } else if (command === 'EHLO') answer('250-bench\r\n250 8BITMIME');
      else if (command === 'DATA') {
        inData = true;
        answer('354 go on');
      } else if (command === 'QUIT') socket.end('221 bye\r\n');
      else {
        if (command === 'RCPT') to = /<([^>]*)>/.exec(text)?.[1] ?? '';
        answer('250 ok');
      }
    }
  });
}

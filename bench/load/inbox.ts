import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** What arrived by mail: a link's token or a code, and for whom. */
export interface Letter {
  to: string;
  secret: string;
}

/**
 * Where the mail ends. Porchlight's comes by SMTP, as it would to a mail server; what other servers
 * would mail they hand over as one line of text, which costs them next to nothing.
 */
export class Inbox {
  #letters: Letter[] = [];
  #next = 0;
  #arrived: (() => void)[] = [];
  // A mail whose hand-over was not acknowledged in time is sent again, the same link in it.
  #seen = new Set<string>();
  readonly #servers: Server[] = [];
  /** How many letters ever arrived. */
  count = 0;

  async open(ports: { smtp: number; lines: number }, tls: { key: string; cert: string }): Promise<void> {
    this.#servers.push(
      createTlsServer(tls, (socket) => speakSmtp(socket, (letter) => this.#putOnce(letter))),
      createTcpServer((socket) =>
        readLines(socket, (line) => {
          const [to = '', secret = ''] = line.split(' ');
          this.#put({ to, secret });
        }),
      ),
    );
    const [smtp, lines] = this.#servers;
    await Promise.all([listen(smtp, ports.smtp), listen(lines, ports.lines)]);
  }

  /** The oldest letter that nobody took yet, if there is one. */
  take(): Letter | undefined {
    const letter = this.#letters[this.#next];
    if (!letter) return undefined;
    this.#next += 1;
    if (this.#next > 10_000) {
      this.#letters = this.#letters.slice(this.#next);
      this.#next = 0;
    }
    return letter;
  }

  /** Waits for the next letter, for a second at most. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 1000);
      this.#arrived.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  clear(): void {
    this.#letters = [];
    this.#next = 0;
  }

  #putOnce(letter: Letter): void {
    if (this.#seen.has(letter.secret)) return;
    if (this.#seen.size > 50_000) this.#seen.clear();
    this.#seen.add(letter.secret);
    this.#put(letter);
  }

  #put(letter: Letter): void {
    this.count += 1;
    this.#letters.push(letter);
    this.#arrived.shift()?.();
  }
}

const listen = (server: Server | undefined, port: number) =>
  new Promise<void>((resolve, reject) => {
    server?.once('error', reject);
    server?.listen(port, '127.0.0.1', resolve);
  });

function readLines(socket: Socket, onLine: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}

const linkToken = /#([lis]\.[a-z0-9]+\.[\w-]{86})/;

/** A mail server that takes everything and reads the link out of it. */
function speakSmtp(socket: Socket, onLetter: (letter: Letter) => void): void {
  let to = '';
  let message: string[] | undefined;
  const say = (text: string) => void socket.write(`${text}\r\n`);
  say('220 bench');
  readLines(socket, (line) => {
    const text = line.replace(/\r$/, '');
    if (message) {
      if (text !== '.') return void message.push(text);
      // Quoted-printable folds long lines, and writes an equals sign as =3D.
      const secret = linkToken.exec(
        message.map((each) => (each.endsWith('=') ? each.slice(0, -1) : `${each}\n`)).join(''),
      )?.[1];
      if (secret) onLetter({ to, secret });
      message = undefined;
      return say('250 taken');
    }
    const command = text.slice(0, 4).toUpperCase();
    if (command === 'EHLO') return say('250-bench\r\n250 8BITMIME');
    if (command === 'DATA') {
      message = [];
      return say('354 go on');
    }
    if (command === 'QUIT') {
      say('221 bye');
      return void socket.end();
    }
    if (command === 'RCPT') to = /<([^>]*)>/.exec(text)?.[1] ?? '';
    say('250 ok');
  });
}

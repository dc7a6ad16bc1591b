import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** One mail as it came over the wire. */
export interface SmtpMail {
  from: string;
  to: string[];
  data: string;
}

/** A mail server that says what it is told to. */
export class LocalSmtp {
  /** Answers in place of the friendly ones, by command: "RCPT TO", "MAIL FROM", "DATA", "." or "GREETING"; null says nothing. */
  answers: Record<string, string | null> = {};
  readonly mails: SmtpMail[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((socket) => this.#talk(socket));
  }

  static async start(): Promise<LocalSmtp> {
    const smtp = new LocalSmtp();
    await new Promise<void>((resolve) => smtp.#server.listen(0, '127.0.0.1', resolve));
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #talk(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setEncoding('utf8').on('error', () => {});
    const say = (command: string, friendly: string) => {
      const answer = command in this.answers ? this.answers[command] : friendly;
      if (answer !== null && answer !== undefined) socket.write(`${answer}\r\n`);
      return answer === friendly;
    };
    let mail: SmtpMail = { from: '', to: [], data: '' };
    let inData = false;
    let rest = '';
    say('GREETING', '220 local ESMTP');
    socket.on('data', (text: string) => {
      rest += text;
      for (;;) {
        const end = rest.indexOf(inData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const line = rest.slice(0, end);
        rest = rest.slice(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          mail.data = line;
          if (say('.', '250 taken')) this.mails.push(mail);
          mail = { from: '', to: [], data: '' };
          continue;
        }
        const command = line.toUpperCase();
        if (command.startsWith('EHLO')) say('EHLO', '250-local\r\n250 8BITMIME');
        else if (command.startsWith('MAIL FROM')) {
          mail.from = /<(.*)>/.exec(line)?.[1] ?? '';
          say('MAIL FROM', '250 ok');
        } else if (command.startsWith('RCPT TO')) {
          if (say('RCPT TO', '250 ok')) mail.to.push(/<(.*)>/.exec(line)?.[1] ?? '');
        } else if (command === 'DATA') inData = say('DATA', '354 go on');
        else if (command === 'QUIT') socket.end('221 bye\r\n');
        else say('OTHER', '250 ok');
      }
    });
  }
}

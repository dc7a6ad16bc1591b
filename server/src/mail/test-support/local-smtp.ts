import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A mail as the server received it. */
export interface SmtpMail {
  from: string;
  to: string[];
  data: string;
}

/** An SMTP server whose replies a test can replace. */
export class LocalSmtp {
  /** Replies that replace the successful ones, by command: "RCPT TO", "MAIL FROM", "DATA", "." or "GREETING"; null sends no reply. */
  answers: Record<string, string | null> = {};
  readonly mails: SmtpMail[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((socket) => this.#serve(socket));
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

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setEncoding('utf8').on('error', () => {});
    const reply = (command: string, success: string) => {
      const answer = command in this.answers ? this.answers[command] : success;
      if (answer !== null && answer !== undefined) socket.write(`${answer}\r\n`);
      return answer === success;
    };
    let mail: SmtpMail = { from: '', to: [], data: '' };
    let inData = false;
    let rest = '';
    reply('GREETING', '220 local ESMTP');
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
          if (reply('.', '250 taken')) this.mails.push(mail);
          mail = { from: '', to: [], data: '' };
          continue;
        }
        const command = line.toUpperCase();
        if (command.startsWith('EHLO')) reply('EHLO', '250-local\r\n250 8BITMIME');
        else if (command.startsWith('MAIL FROM')) {
          mail.from = /<(.*)>/.exec(line)?.[1] ?? '';
          reply('MAIL FROM', '250 ok');
        } else if (command.startsWith('RCPT TO')) {
          if (reply('RCPT TO', '250 ok')) mail.to.push(/<(.*)>/.exec(line)?.[1] ?? '');
        } else if (command === 'DATA') inData = reply('DATA', '354 go on');
        else if (command === 'QUIT') socket.end('221 bye\r\n');
        else reply('OTHER', '250 ok');
      }
    });
  }
}

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a database that can be shut, as when the database restarts: every connection breaks, and none is taken. */
export class DatabaseProxy {
  readonly #sockets = new Set<Socket>();
  #port = 0;

  private constructor(
    private readonly target: URL,
    private readonly server: Server,
  ) {}

  static async before(url: string): Promise<DatabaseProxy> {
    const gate: DatabaseProxy = new DatabaseProxy(
      new URL(url),
      createServer((socket) => gate.#carry(socket)),
    );
    await gate.open();
    return gate;
  }

  /** The database's address, through the gate. */
  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${this.#port}`;
    return url.href;
  }

  async open(): Promise<void> {
    this.server.listen(this.#port, '127.0.0.1');
    await once(this.server, 'listening');
    this.#port = (this.server.address() as AddressInfo).port;
  }

  async shut(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.server, 'close');
  }

  #carry(socket: Socket): void {
    const onward = connect(Number(this.target.port), this.target.hostname);
    for (const [end, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.#sockets.add(end);
      end.pipe(other);
      end.on('error', () => undefined);
      end.once('close', () => {
        this.#sockets.delete(end);
        other.destroy();
      });
    }
  }
}

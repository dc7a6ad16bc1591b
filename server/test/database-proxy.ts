import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

/** A TCP proxy in front of a database that simulates network failures. */
export class DatabaseProxy {
  readonly #sockets = new Set<Socket>();
  /** Those that nothing passes over any more. */
  readonly #dead = new Set<Socket>();
  #port = 0;
  #silent = false;
  #delay = 0;
  #endingNew = false;

  private constructor(
    private target: URL,
    private readonly server: Server,
    private readonly host: string,
  ) {}

  /** @param host the address of this machine that it listens on. */
  static async before(url: string, host = '127.0.0.1'): Promise<DatabaseProxy> {
    const proxy: DatabaseProxy = new DatabaseProxy(
      new URL(url),
      createServer((socket) => proxy.#carry(socket)),
      host,
    );
    await proxy.open();
    return proxy;
  }

  /** The database's address, through the proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.host = `${this.host}:${this.#port}`;
    return url.href;
  }

  async open(): Promise<void> {
    this.server.listen(this.#port, this.host);
    await once(this.server, 'listening');
    this.#port = (this.server.address() as AddressInfo).port;
  }

  /** Breaks every connection and refuses new ones, like a restart of the database. */
  async shut(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.server, 'close');
  }

  /** Passes no bytes, while connections stay open and new ones are accepted, like a broken route. */
  fallSilent(): void {
    this.#silent = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** What was held back passes, as TCP would send it again. */
  speakAgain(): void {
    this.#silent = false;
    for (const socket of this.#sockets) if (!this.#dead.has(socket)) socket.resume();
  }

  /** As when a firewall forgets connections: over those that are open nothing passes ever again, and neither end is told. */
  forgetConnections(): void {
    for (const socket of this.#sockets) this.#dead.add(socket.pause());
  }

  /** Delays every packet in both directions by so many milliseconds. */
  delay(milliseconds: number): void {
    this.#delay = milliseconds;
  }

  /** Each new connection is ended as soon as it is ready, in the same packet, as by pg_terminate_backend. */
  endNewConnections(end: boolean): void {
    this.#endingNew = end;
  }

  /** Ends all failures. */
  restore(): void {
    this.#delay = 0;
    this.#endingNew = false;
    if (this.#silent) this.speakAgain();
  }

  /** Connects new connections to another database, like a changed DNS entry. */
  leadTo(url: string): void {
    this.target = new URL(url);
  }

  #carry(socket: Socket): void {
    const onward = connect(Number(this.target.port), this.target.hostname);
    for (const [end, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.#sockets.add(end);
      const ends = this.#endingNew && end === onward;
      end.pipe(ends ? endedWhenReady() : this.#delayed()).pipe(other);
      if (this.#silent) end.pause();
      end.on('error', () => undefined);
      end.once('close', () => {
        this.#sockets.delete(end);
        this.#dead.delete(end);
        other.destroy();
      });
    }
  }

  #delayed(): Transform {
    let last = Promise.resolve<unknown>(undefined);
    const delayed = new Transform({
      transform: (chunk, _encoding, done) => {
        if (this.#delay > 0) last = setTimeout(this.#delay).then(() => delayed.push(chunk));
        else delayed.push(chunk);
        done();
      },
      flush: (done) => void last.finally(done),
    });
    return delayed;
  }
}

const ready = Buffer.from('Z\0\0\0\x05I', 'latin1');

function endedWhenReady(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (!chunk.includes(ready)) return done(null, chunk);
      this.push(Buffer.concat([chunk, fatal('57P01', 'terminating connection due to administrator command')]));
      this.push(null);
    },
  });
}

/** An error message as Postgres sends it before it closes the connection. */
function fatal(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5, 'E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

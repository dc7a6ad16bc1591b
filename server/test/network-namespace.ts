import { spawnSync } from 'node:child_process';

const ip = (...args: string[]) => spawnSync('ip', args, { encoding: 'utf8' });

/** Whether this account may make networks of its own on this machine. */
export function canMakeNetworks(): boolean {
  const name = `porchlight-${process.pid}-try`;
  const made = ip('netns', 'add', name).status === 0;
  if (made) ip('netns', 'del', name);
  return made;
}

/** A network of its own for one server, with two ways to it: one to its database, and one for its callers. */
export class NetworkNamespace {
  readonly #name = `porchlight-${process.pid}`;
  readonly #link = `pl${process.pid}`;
  /** Where the database is, seen from the server. */
  readonly databaseHost = '10.213.77.1';
  readonly #serverToDatabase = '10.213.77.2';
  /** Where the server is, seen from its callers. */
  readonly serverHost = '10.213.78.2';

  constructor() {
    this.#run('netns', 'add', this.#name);
    this.#run('link', 'add', this.#link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', this.#name);
    this.#run('addr', 'add', `${this.databaseHost}/24`, 'dev', this.#link);
    this.#run('addr', 'add', '10.213.78.1/24', 'dev', this.#link);
    this.#run('link', 'set', this.#link, 'up');
    for (const address of [this.#serverToDatabase, this.serverHost])
      this.#run('-n', this.#name, 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    for (const device of ['eth0', 'lo']) this.#run('-n', this.#name, 'link', 'set', device, 'up');
  }

  /** What runs a command in it, before the command. */
  get enter(): string[] {
    return ['ip', 'netns', 'exec', this.#name];
  }

  /** From now on no packet from the database arrives, and nobody is told. */
  dropPackets(): void {
    this.#run('route', 'add', 'blackhole', `${this.#serverToDatabase}/32`);
  }

  letPacketsPass(): void {
    this.#run('route', 'del', 'blackhole', `${this.#serverToDatabase}/32`);
  }

  remove(): void {
    ip('route', 'del', 'blackhole', `${this.#serverToDatabase}/32`);
    ip('link', 'del', this.#link);
    ip('netns', 'del', this.#name);
  }

  #run(...args: string[]): void {
    const { status, stderr } = ip(...args);
    if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`);
  }
}

import { execFile, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';
import type { TestProduct } from './product.ts';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url);

/** Makes a test's product listen on a port. @returns the address of its API */
export async function listen({ app }: TestProduct): Promise<string> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
}

/** A folder in which an integrator's programs run with only the files that the documentation shows. */
export class ProgramFolder {
  readonly folder = mkdtempSync(join(tmpdir(), 'porchlight-program-'));

  /**
   * @param environment of the programs, besides PATH.
   * @param packages the package of the repository whose dependencies they can import.
   */
  constructor(
    private readonly environment: Record<string, string>,
    packages: 'server' | 'web' = 'server',
  ) {
    symlinkSync(new URL(`${packages}/node_modules`, root), join(this.folder, 'node_modules'));
  }

  /** Copies files of the repository. */
  copyFromRepository(...paths: string[]): void {
    for (const path of paths) copyFileSync(new URL(path, root), join(this.folder, path.split('/').at(-1) ?? ''));
  }

  /** Writes the files of a guide: every block of code that names one, as in "```js sync.mjs". */
  extractFromGuide(guide: string): void {
    const text = readFileSync(new URL(guide, root), 'utf8');
    const blocks = [...text.matchAll(/^```\w+ ([\w.-]+)\n(.*?)^```$/gms)];
    if (blocks.length === 0) throw new Error(`${guide} names no file`);
    for (const [, name, code] of blocks) writeFileSync(join(this.folder, name ?? ''), code ?? '');
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** Runs a program with this Node to its end. @returns its output */
  async node(...args: string[]): Promise<string> {
    const { stdout } = await run(process.execPath, args, { cwd: this.folder, env: this.#env(), timeout: 30_000 });
    return stdout;
  }

  /** Starts a server that writes "listening on 8080" when it is ready. @returns its address, and a function that ends it */
  async serve(program: string, environment: Record<string, string> = {}): Promise<{ url: string; end(): void }> {
    const child = spawn(process.execPath, [program], {
      cwd: this.folder,
      env: { ...this.#env(), PORT: '0', ...environment },
    });
    let output = '';
    child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (output += piece.toString()));
    const port = await vi.waitFor(
      () => {
        const [, found] = /listening on (\d+)/.exec(output) ?? [];
        if (!found) throw new Error(`${program} does not listen: ${output}`);
        return found;
      },
      { timeout: 10_000, interval: 20 },
    );
    return { url: `http://127.0.0.1:${port}/`, end: () => void child.kill() };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #env(): Record<string, string> {
    return { PATH: process.env['PATH'] ?? '', ...this.environment };
  }
}

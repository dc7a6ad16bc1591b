import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepareGracefulShutdown } from '../http/graceful-shutdown.ts';
import { answerWhileStarting } from '../http/starting.ts';
import { type Config, readConfig } from '../lib/config.ts';
import { createLogger } from '../lib/logger.ts';
import { startDemo } from '../demo/demo.ts';
import { chooseTransport } from '../mail/choose-transport.ts';
import { parseSender } from '../mail/sender-name.ts';
import type { Poller } from '../db/poller.ts';
import { startPoller } from './pollers.ts';
import { bootstrap } from './bootstrap.ts';
import { buildApp } from './build-app.ts';
import { describeStartupError } from './startup-error.ts';
import { startupBanner, startupLogEntry } from './startup-banner.ts';
import { waitForDatabase } from './wait-for-database.ts';

/** How long a server may take to stop after the drain time, in milliseconds. */
const stopWithin = 9000;

async function start(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel);
  const endWaiting = await answerWhileStarting(config);
  const product = await waitForDatabase(() => bootstrap(config, logger), logger);
  const { transport, mailbox } = await chooseTransport(config);
  for (const note of await transport.check(parseSender(config.mail.from).address))
    logger.warn({ transport: transport.name }, note);
  const { stores } = product;
  if (config.demo) await startDemo(stores);

  const app = await buildApp({ config, stores, logger, mailbox, pages: builtPages() });
  let poller: Poller | undefined;
  app.addHook('onClose', async () => {
    await poller?.stop(stopWithin - 2000);
    await transport.close();
    await product.close();
  });
  const stopServing = prepareGracefulShutdown(app, config.drainSeconds);
  if (config.jobs) poller = startPoller({ config, stores, transport, logger });
  await endWaiting();
  await app.listen({ port: config.port, host: config.host });
  stopOnSignals(
    async () => {
      await stopServing();
      await app.close();
    },
    config.drainSeconds * 1000 + stopWithin,
  );
  logger.info(startupLogEntry(config, product), 'ready');
  if (!config.production) console.log(startupBanner(config, mailbox !== undefined));
}

/** The folder of the built web application, beside the server's own; in development there may be none. */
function builtPages(): string | undefined {
  const folder = fileURLToPath(new URL('../../web/dist/', import.meta.url));
  return existsSync(folder) ? folder : undefined;
}

/**
 * Requests and background work under way finish; who asks again later does not wait.
 *
 * @param within milliseconds.
 */
function stopOnSignals(close: () => Promise<void>, within: number): void {
  let askedAt: number | undefined;
  const stop = async () => {
    // A signal to the whole process group comes twice: by itself, and passed on by what started this.
    if (askedAt !== undefined && performance.now() - askedAt > 1000) process.exit(1);
    if (askedAt !== undefined) return;
    askedAt = performance.now();
    setTimeout(() => process.exit(1), within).unref();
    await close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

try {
  await start(readConfig(process.env));
} catch (error) {
  console.error(describeStartupError(error));
  process.exit(1);
}

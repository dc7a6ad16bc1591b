// Loaded before Porchlight's own code: writes down every statement it runs, one JSON line each.
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const file = process.env['RECORD_STATEMENTS'] ?? '';
const { Client } = createRequire(process.argv[1] ?? '')('pg');
const { query } = Client.prototype;

/** @param {...any} given */
Client.prototype.query = function record(...given) {
  const [config, values] = given;
  const { name, text } = typeof config === 'string' ? { name: undefined, text: config } : config;
  const count = (config.values ?? values)?.length ?? 0;
  if (typeof text === 'string') appendFileSync(file, `${JSON.stringify({ name, text, values: count })}\n`);
  return query.apply(this, given);
};

import { existsSync, readFileSync } from 'node:fs';

/**
 * What a tool reported.
 *
 * @param {string} file
 * @returns {Record<string, any>} empty when it did not come to writing it
 */
export function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

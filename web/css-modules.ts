import type { CSSModulesOptions } from 'vite';

/**
 * The names of the classes of `*.module.css` on the page: short in the product, readable in development. A name depends
 * on the file and the class only, so that separate builds agree on it.
 */
export const cssModules: CSSModulesOptions = {
  generateScopedName: process.env['NODE_ENV'] === 'production' ? '[hash:base64:5]' : '[name]-[local]',
};

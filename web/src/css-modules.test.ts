import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

// TypeScript takes any name of a class for granted.

const root = import.meta.dirname;
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const modules = globSync('**/*.module.css', { cwd: root });
const sources = globSync('**/*.{ts,tsx}', { cwd: root, exclude: ['**/generated/**', '**/*.test.*'] });

const classesIn = (css: string): string[] => {
  const selectors = css.replaceAll(/\/\*.*?\*\/|\{[^{}]*\}|:global\([^)]*\)/gs, ' ');
  return [...selectors.matchAll(/\.(-?[a-z][\w-]*)/gi)].map(([, name = '']) => name);
};

/** The classes that a file takes from style sheets, as "sheet class". */
function usedIn(file: string): string[] {
  const text = read(file);
  const imports = [...text.matchAll(/^import (\w+) from '([^']+\.module\.css)';$/gm)];
  const code = text.replaceAll(/^import .*?;$/gms, '');
  return imports.flatMap(([, name = '', path = '']) => {
    const sheet = join(dirname(file), path);
    // `styles[tone]` may be any of them.
    const all = code.includes(`${name}[`) ? classesIn(read(sheet)) : [];
    const named = [...code.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(([, used = '']) => used);
    return named.concat(all).map((used) => `${sheet} ${used}`);
  });
}

it('every class that is used exists, and every class that exists is used', () => {
  expect(modules.length).toBeGreaterThan(50);
  const defined = modules.flatMap((sheet) => classesIn(read(sheet)).map((name) => `${sheet} ${name}`));
  const used = sources.flatMap(usedIn);
  expect(used.filter((each) => !defined.includes(each))).toEqual([]);
  expect(defined.filter((each) => !used.includes(each))).toEqual([]);
});

it('no class is global but those of the base', () => {
  const base = new Set(classesIn(read('ui/base.css')));
  const literals = sources.flatMap((file) =>
    [...read(file).matchAll(/className="([^"]*)"|className=\{classes\(([^)]*)\)\}/g)].flatMap(
      ([, literal, args = '']) => {
        const texts =
          literal === undefined ? [...args.matchAll(/(?:^|, |&& )'([^']*)'/g)].map(([, text = '']) => text) : [literal];
        return texts.flatMap((text) => text.split(' '));
      },
    ),
  );
  expect(literals.length).toBeGreaterThan(50);
  expect(literals.filter((name) => !base.has(name))).toEqual([]);
});

/** A piece of SQL whose parameters have names, such as `:practiceId`. Pieces are composed with {@link sql}. */
export interface Fragment {
  readonly sql: string;
}

/** SQL as Postgres takes it, and the names of its parameters: the first is `$1`. */
export interface NumberedSql {
  readonly text: string;
  readonly parameters: readonly string[];
}

/**
 * SQL with named parameters (`WHERE practice_id = :practiceId`), in which other pieces may stand.
 * An interpolation (`${…}`) is another piece or a constant number. Values from outside are parameters and are never
 * interpolated.
 *
 * @throws TypeError when something else is put in.
 */
export function sql(strings: TemplateStringsArray, ...pieces: readonly (Fragment | number)[]): Fragment {
  return { sql: strings.reduce((text, string, index) => `${text}${textOf(pieces[index - 1])}${string}`) };
}

function textOf(piece: Fragment | number | undefined): string {
  if (typeof piece === 'number' && Number.isFinite(piece)) return String(piece);
  if (typeof piece === 'object') return piece.sql;
  throw new TypeError('Only SQL and fixed numbers can be put into SQL. A value is a parameter.');
}

/** A constant text as an SQL literal. */
export const literal = (text: string): Fragment => ({ sql: `'${text.replaceAll("'", "''")}'` });

/** A parameter with a computed name, such as one for each of several words. */
export const parameter = (name: string): Fragment => ({ sql: `:${name}` });

/** Several pieces with something between them, such as `, ` or ` AND `. */
export const join = (fragments: readonly Fragment[], separator: string): Fragment => ({
  sql: fragments.map((fragment) => fragment.sql).join(separator),
});

// Quoted text and casts contain colons, too.
const quotedOrCastOrParameter = /'[^']*'|"[^"]*"|::|:([a-zA-Z]\w*)/g;

/** Numbers the parameters in the order in which they first appear. */
export function numbered(fragment: Fragment): NumberedSql {
  const parameters: string[] = [];
  const text = fragment.sql.replace(quotedOrCastOrParameter, (found: string, name: string | undefined) => {
    if (name === undefined) return found;
    const index = parameters.indexOf(name);
    return `$${index < 0 ? parameters.push(name) : index + 1}`;
  });
  return { text, parameters };
}

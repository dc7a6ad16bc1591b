/** The byte order mark, by which spreadsheets recognize UTF-8. */
export const csvMark = '\uFEFF';

/**
 * One line of a CSV file (RFC 4180). No part of it is ever run as a formula, also not in a spreadsheet that takes
 * semicolons or tabs for what separates cells: it knows nothing of the quotes around a cell with commas before it.
 */
export const csvLine = (cells: readonly string[]): string => `${cells.map(writeCell).join(',')}\r\n`;

/**
 * What begins a formula, with all that stands between it and the text before: what spreadsheets pass over, what may
 * separate cells, and apostrophes. The look behind keeps it linear: of a long run, only the beginning is tried.
 */
const formulaStart = /(?<![;'"\s\p{Cc}])[;'"\s\p{Cc}]*[=+\-@＝＋－＠]/gu;

// A cell begins where the text begins, as it does after a line break.
const edited = (text: string, edit: (start: string) => string): string =>
  `\n${text}`.replace(formulaStart, edit).slice(1);

/** With an apostrophe before whatever a spreadsheet would take for a formula, which makes it text. */
const escapeFormulas = (text: string): string => edited(text, (start) => start.replace(/[;\t\r\n](?!')/g, "$&'"));

/** The text that was written as a cell, without the apostrophes that keep spreadsheets from running it. */
export const unescapeFormulas = (cell: string): string => edited(cell, (start) => start.replace(/([;\t\r\n])'/g, '$1'));

function writeCell(text: string): string {
  const harmless = escapeFormulas(text);
  return /[",;\r\n\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Tells spreadsheets that the text is UTF-8; it stands at the beginning of the file. */
export const csvMark = '\uFEFF';

/** One line of a CSV file (RFC 4180). No cell of it is ever run as a formula. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(writeCell).join(',')}\r\n`;

/** A spreadsheet takes what begins with one of these for a formula, and would run it; an apostrophe makes it text. */
const formula = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

function writeCell(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

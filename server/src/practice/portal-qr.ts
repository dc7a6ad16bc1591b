import { encodeQR } from 'qr';

/** How many dots of quiet there must be around a QR code (ISO/IEC 18004 asks for 4). */
const quiet = 4;

/** A QR code as one path, in a square of `size` dots, its quiet edge included. */
export function portalQr(url: string): { path: string; size: number } {
  const rows = encodeQR(url, 'raw', { ecc: 'medium', border: quiet });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { path, size: rows.length };
}

/** The same as a picture of its own, sharp at every size. */
export function portalQrSvg(url: string): string {
  const { path, size } = portalQr(url);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}

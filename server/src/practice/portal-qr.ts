import { encodeQR } from 'qr';

/** The width of the quiet zone around a QR code, in modules (ISO/IEC 18004). */
const quietZone = 4;

/** A QR code as one path, in a square of `size` modules, the quiet zone included. */
export function portalQr(url: string): { path: string; size: number } {
  const rows = encodeQR(url, 'raw', { ecc: 'medium', border: quietZone });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { path, size: rows.length };
}

/** The QR code as an SVG document. */
export function portalQrSvg(url: string): string {
  const { path, size } = portalQr(url);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}

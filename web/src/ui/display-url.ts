/** A URL as people read and type it, without its scheme: "porchlight.example/harbor". */
export function displayUrl(url: string): string {
  return url.replace(/^https?:\/\//, '');
}

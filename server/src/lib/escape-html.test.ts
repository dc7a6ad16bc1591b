import { expect, test } from 'vitest';
import { escapeHtml } from './escape-html.ts';

test('leaves nothing that begins a tag or ends an attribute', () => {
  expect(escapeHtml(`<a href="x" title='y'>Tom & Jo</a>`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#x27;y&#x27;&gt;Tom &amp; Jo&lt;/a&gt;',
  );
});

import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import 'graphiql/style.css';
import './base.css';

import { Explorer } from './explorer.tsx';

// A dialog's lock on scrolling is a style element, which this page's policy allows only with the nonce it came with.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content;
if (nonce) setNonce(nonce);

const page = document.getElementById('page');
if (page) {
  createRoot(page).render(
    <StrictMode>
      <Explorer />
    </StrictMode>,
  );
}

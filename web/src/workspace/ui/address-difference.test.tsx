import { render } from '@testing-library/react';
import { expect, it } from 'vitest';

import { AddressDifference } from './address-difference.tsx';

it.each([
  ['jaime@x.com', 'jamie@x.com', 'im'],
  ['jane@gmial.com', 'jane@gmail.com', 'ia'],
  ['janne@x.com', 'jane@x.com', 'n'],
  ['jan@x.com', 'jane@x.com', 'n@'],
  ['ane@x.com', 'jane@x.com', 'a'],
  ['jane@yahoo.com', 'jane@gmail.com', 'yahoo'],
])('in %s marks what differs from %s: %s', (typed, right, marked) => {
  const { container } = render(<AddressDifference typed={typed} right={right} />);
  expect(container.textContent).toBe(typed);
  expect(container.querySelector('mark')?.textContent).toBe(marked);
});

import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { frontDesk, pageInfo } from '../testing/fixtures.ts';
import { openWorkspace } from '../testing/open-workspace.tsx';

const counts = {
  __typename: 'ImportCounts',
  rows: 3,
  fresh: 2,
  addresses: 0,
  existing: 0,
  problems: 1,
  done: 0,
  created: 0,
  addressesAdded: 0,
  updated: 0,
  unchanged: 0,
};

const column = (name: string, field: string | null) => ({ __typename: 'ImportColumn', name, samples: ['x'], field });

const clientImport = {
  __typename: 'ClientImport',
  id: 'list',
  version: 1,
  fileName: 'list.csv',
  state: 'READY',
  uploadedAt: '2026-11-03T19:14:00Z',
  uploadedBy: 'Dana Reyes',
  finishedAt: null,
  hasHeader: true,
  existing: 'SKIP',
  missing: null,
  uninvited: 0,
  columns: [column('Name', 'FULL_NAME'), column('Mail', 'EMAIL'), column('Second mail', null)],
  counts,
};

const noRows = {
  __typename: 'ImportRowConnection',
  edges: [],
  pageInfo: pageInfo(null),
};

const answers = {
  ClientImport: () => ({ clientImport }),
  ImportRows: () => ({ clientImport: { __typename: 'ClientImport', id: 'list', rows: noRows } }),
};

describe('an import', () => {
  it('starts only when it was said what becomes of rows with problems', async () => {
    const { user, requestsOf } = openWorkspace('/clients/import/list', {
      ...answers,
      ConfirmImport: () => ({ confirmImport: { ...clientImport, state: 'RUNNING' } }),
    });
    const start = await screen.findByRole('button', { name: 'Import 2 rows' });
    await user.click(start);
    expect(requestsOf('ConfirmImport')).toEqual([]);
    await user.click(screen.getByLabelText('Leave out 1 row with problems'));
    await user.click(start);
    expect(await screen.findByRole('heading', { name: 'Importing…' })).toBeDefined();
    expect(requestsOf('ConfirmImport')[0]?.variables.input).toEqual({
      importId: 'list',
      version: 1,
      existing: 'SKIP',
      leaveOutProblems: true,
    });
  });

  it('offers nothing to leave out of a list of which nothing would be left', async () => {
    openWorkspace('/clients/import/list', {
      ...answers,
      ClientImport: () => ({
        clientImport: { ...clientImport, counts: { ...counts, rows: 1, fresh: 0, problems: 1 } },
      }),
    });
    expect(await screen.findByRole('heading', { name: 'No row can be imported' })).toBeDefined();
    expect(screen.getByText(/Correct them in your spreadsheet/)).toBeDefined();
    expect(screen.queryByRole('checkbox', { name: /Leave out/ })).toBeNull();
  });

  it('moves a field to the column that is chosen for it, and looks at the rows anew', async () => {
    const { user, requestsOf } = openWorkspace('/clients/import/list', {
      ...answers,
      SetImportMapping: () => ({ setImportMapping: { ...clientImport, version: 2 } }),
    });
    await user.selectOptions(await screen.findByLabelText('Second mail'), 'E-mail address');
    await user.click(screen.getByRole('button', { name: 'Use these columns' }));
    expect(await screen.findByText('Looked at every row anew.')).toBeDefined();
    expect(requestsOf('SetImportMapping')[0]?.variables.input).toEqual({
      importId: 'list',
      version: 1,
      columns: ['FULL_NAME', null, 'EMAIL'],
      hasHeader: true,
    });
  });

  it('is not offered to the front desk', async () => {
    openWorkspace('/clients/import', { Staff: () => ({ staff: frontDesk }) });
    expect(await screen.findByText('This page is not for your role')).toBeDefined();
  });
});

import { Navigate, type RouteObject } from 'react-router';

import { ActivityPage } from './activity/activity-page.tsx';
import { AttemptsPage } from './attempts/attempts-page.tsx';
import { EditClientPage } from './clients/edit/edit-client-page.tsx';
import { ClientInfoTab } from './clients/info/client-info-tab.tsx';
import { ClientListPage } from './clients/list/client-list-page.tsx';
import { ClientOverviewPage } from './clients/overview/client-overview-page.tsx';
import { ClientPortalTab } from './clients/portal-access/client-portal-tab.tsx';
import { DevicesPage } from './devices/devices-page.tsx';
import { ImportPage } from './imports/import-page.tsx';
import { UploadPage } from './imports/upload-page.tsx';
import { InvitationBatchPage } from './invitations/invitation-batch-page.tsx';
import { InvitationsPage } from './invitations/invitations-page.tsx';
import { NewInvitationsPage } from './invitations/new-invitations-page.tsx';
import { NotFoundPage } from './layout/not-found-page.tsx';
import { RouteErrorPage } from './layout/route-error-page.tsx';
import { StaffLayout } from './layout/staff-layout.tsx';
import { ApiKeysPage } from './settings/api-keys/api-keys-page.tsx';
import { PortalPage } from './settings/portal/portal-page.tsx';
import { PracticeDetailsPage } from './settings/practice/practice-details-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { RolesPage } from './settings/staff/roles-page.tsx';
import { StaffPage } from './settings/staff/staff-page.tsx';
import { WebhookPage } from './settings/webhooks/webhook-page.tsx';
import { WebhooksPage } from './settings/webhooks/webhooks-page.tsx';
import { LinkPage } from './sign-in/link-page.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';

/** Every address of the workspace, below `/staff`. */
export const routes: RouteObject[] = [
  {
    errorElement: <RouteErrorPage />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      { path: '/link', element: <LinkPage /> },
      {
        path: '/',
        element: <StaffLayout />,
        children: [
          { index: true, element: <Navigate to="/clients" replace /> },
          { path: 'clients', element: <ClientListPage /> },
          { path: 'clients/import', element: <UploadPage /> },
          { path: 'clients/import/:id', element: <ImportPage /> },
          { path: 'clients/invitations', element: <InvitationsPage /> },
          { path: 'clients/invitations/new', element: <NewInvitationsPage /> },
          { path: 'clients/invitations/:id', element: <InvitationBatchPage /> },
          { path: 'clients/:id', element: <ClientOverviewPage /> },
          {
            path: 'clients/:id/edit',
            element: <EditClientPage />,
            children: [
              { index: true, element: <Navigate to="info" replace /> },
              { path: 'info', element: <ClientInfoTab /> },
              { path: 'portal', element: <ClientPortalTab /> },
            ],
          },
          { path: 'attempts', element: <AttemptsPage /> },
          { path: 'activity', element: <ActivityPage /> },
          {
            path: 'settings',
            element: <SettingsPage />,
            children: [
              { index: true, element: <Navigate to="practice" replace /> },
              { path: 'practice', element: <PracticeDetailsPage /> },
              { path: 'portal', element: <PortalPage /> },
              { path: 'staff', element: <StaffPage /> },
              { path: 'roles', element: <RolesPage /> },
              { path: 'webhooks', element: <WebhooksPage /> },
              { path: 'webhooks/:id', element: <WebhookPage /> },
              { path: 'api', element: <ApiKeysPage /> },
            ],
          },
          { path: 'devices', element: <DevicesPage /> },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];

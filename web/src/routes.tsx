import { Navigate, type RouteObject, useParams } from 'react-router';
import { DeskScene } from './desk/DeskScene.js';
import { firstPlace } from './desk/places.js';
import { useViewer } from './desk/viewer.js';
import { Frame } from './Frame.js';
import { SceneError } from './parts/ErrorBoundary.js';
import { InvitationScene } from './scenes/invitation/InvitationScene.js';
import { NowhereScene } from './scenes/nowhere/NowhereScene.js';
import { ResetScene } from './scenes/reset/ResetScene.js';
import { SetupScene } from './scenes/setup/SetupScene.js';
import { SignInScene } from './scenes/sign-in/SignInScene.js';
import { SignUpScene } from './scenes/sign-up/SignUpScene.js';
import { VerifyScene } from './scenes/verify/VerifyScene.js';

/** Every page of the app; the desk's are fetched when they are first gone to. The playground is a document of its own. */
export const routes: RouteObject[] = [
  {
    element: <Frame />,
    errorElement: <SceneError />,
    children: [
      {
        element: <DeskScene />,
        hydrateFallbackElement: <></>,
        children: [
          { path: '/', Component: Home },
          { path: '/inbox', element: <Navigate to="/inbox/open" replace /> },
          {
            path: '/inbox/:view',
            lazy: async () => ({ Component: (await import('./scenes/inbox/InboxScene.js')).InboxScene }),
            children: [
              { index: true, lazy: async () => ({ Component: (await import('./scenes/ticket/NoTicket.js')).NoTicket }) },
              { path: ':ticketId', lazy: async () => ({ Component: (await import('./scenes/ticket/TicketScene.js')).TicketScene }) },
            ],
          },
          { path: '/tickets/:ticketId', Component: TicketLink },
          { path: '/customers', lazy: async () => ({ Component: (await import('./scenes/customer/CustomersScene.js')).CustomersScene }) },
          { path: '/customers/:customerId', lazy: async () => ({ Component: (await import('./scenes/customer/CustomerScene.js')).CustomerScene }) },
          { path: '/orders', lazy: async () => ({ Component: (await import('./scenes/order/OrdersScene.js')).OrdersScene }) },
          { path: '/orders/:orderId', lazy: async () => ({ Component: (await import('./scenes/order/OrderScene.js')).OrderScene }) },
          { path: '/calls', lazy: async () => ({ Component: (await import('./scenes/call/CallsScene.js')).CallsScene }) },
          { path: '/knowledge', lazy: async () => ({ Component: (await import('./scenes/article/KnowledgeScene.js')).KnowledgeScene }) },
          { path: '/knowledge/:articleId', lazy: async () => ({ Component: (await import('./scenes/article/ArticleScene.js')).ArticleScene }) },
          { path: '/dashboard', lazy: async () => ({ Component: (await import('./scenes/dashboard/DashboardScene.js')).DashboardScene }) },
          {
            path: '/settings',
            lazy: async () => ({ Component: (await import('./scenes/settings/SettingsScene.js')).SettingsScene }),
            children: [
              { index: true, element: <Navigate to="/settings/you" replace /> },
              { path: ':page', lazy: async () => ({ Component: (await import('./scenes/settings/SettingsPage.js')).SettingsPage }) },
            ],
          },
        ],
      },
      { path: '/sign-up', element: <SignUpScene /> },
      { path: '/sign-in', element: <SignInScene /> },
      { path: '/verify', element: <VerifyScene /> },
      { path: '/reset', element: <ResetScene /> },
      { path: '/invitation', element: <InvitationScene /> },
      { path: '/setup', element: <SetupScene /> },
      { path: '*', element: <NowhereScene /> },
    ],
  },
];

/** Where one begins: the first place one may be at. */
function Home() {
  return <Navigate to={firstPlace(useViewer().may)} replace />;
}

/** A link to a ticket, whatever view it is in. */
function TicketLink() {
  const { ticketId } = useParams();
  return <Navigate to={`/inbox/all/${ticketId ?? ''}`} replace />;
}

import type { RouteObject } from 'react-router';
import { Frame } from './Frame.js';
import { SceneError } from './parts/ErrorBoundary.js';
import { HomeScene } from './scenes/home/HomeScene.js';
import { InvitationScene } from './scenes/invitation/InvitationScene.js';
import { NowhereScene } from './scenes/nowhere/NowhereScene.js';
import { ResetScene } from './scenes/reset/ResetScene.js';
import { SetupScene } from './scenes/setup/SetupScene.js';
import { SignInScene } from './scenes/sign-in/SignInScene.js';
import { SignUpScene } from './scenes/sign-up/SignUpScene.js';
import { VerifyScene } from './scenes/verify/VerifyScene.js';

/** Every page of the app. The playground is a document of its own. */
export const routes: RouteObject[] = [
  {
    element: <Frame />,
    errorElement: <SceneError />,
    children: [
      { path: '/', element: <HomeScene /> },
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

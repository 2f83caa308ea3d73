import { createBrowserRouter, RouterProvider } from 'react-router';
import { open } from './open.js';
import { routes } from './routes.js';

open(<RouterProvider router={createBrowserRouter(routes)} />);

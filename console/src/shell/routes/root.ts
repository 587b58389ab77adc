import { createRootRoute, Outlet } from '@tanstack/react-router';
import { NotFound } from '../NotFound.tsx';

/** What every route stands below. */
export const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

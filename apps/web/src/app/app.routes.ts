import type { Routes } from '@angular/router';
import { admin, signedIn } from './accounts/guards';

export const appRoutes: Routes = [
  {
    path: 'live-interview',
    loadChildren: async () => (await import('./live-interview/live-interview.routes')).liveInterviewRoutes,
  },
  {
    path: '',
    loadComponent: async () => (await import('./platform/layout/portal-layout')).PortalLayout,
    children: [
      {
        path: '',
        pathMatch: 'full',
        loadChildren: async () => (await import('./landing/landing.routes')).landingRoutes,
      },
      { path: 'book', loadChildren: async () => (await import('./booking/booking.routes')).bookRoutes },
      {
        path: 'bookings',
        canActivate: [signedIn],
        loadChildren: async () => (await import('./booking/booking.routes')).bookingsRoutes,
      },
      {
        path: 'interviews',
        canActivate: [signedIn],
        loadChildren: async () => (await import('./interviews/interviews.routes')).interviewsRoutes,
      },
      { path: 'i', loadChildren: async () => (await import('./interviewer/interviewer.routes')).linkRoutes },
      {
        path: 'interviewer',
        loadChildren: async () => (await import('./interviewer/interviewer.routes')).interviewerRoutes,
      },
      {
        path: 'admin',
        canActivate: [admin],
        loadChildren: async () => (await import('./admin/admin.routes')).adminRoutes,
      },
      { path: '', loadChildren: async () => (await import('./accounts/accounts.routes')).accountsRoutes },
      {
        path: 'error',
        title: 'titles.error',
        loadComponent: async () => (await import('./platform/pages/error-page')).ErrorPage,
      },
      {
        path: '**',
        title: 'titles.not-found',
        loadComponent: async () => (await import('./platform/pages/not-found-page')).NotFoundPage,
      },
    ],
  },
];

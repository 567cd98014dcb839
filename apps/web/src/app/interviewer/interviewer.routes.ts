import type { Routes } from '@angular/router';
import { provideTexts } from '../platform/translations';

const texts = provideTexts('interviewer', {
  en: () => import('./i18n/en.json'),
  de: () => import('./i18n/de.json'),
});

/** `/i#<token>`: the signed link of the e-mail. The token is in the fragment, so no server and no referrer sees it. */
export const linkRoutes: Routes = [
  {
    path: '',
    title: 'titles.invitation',
    providers: [texts],
    loadComponent: async () => (await import('./invitation-page')).InvitationPage,
  },
];

export const interviewerRoutes: Routes = [
  {
    path: 'interviews/:interviewId',
    providers: [texts],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'titles.assignment',
        loadComponent: async () => (await import('./assignment-page')).AssignmentPage,
      },
      {
        path: 'feedback',
        title: 'titles.feedback',
        loadComponent: async () => (await import('./feedback-page')).FeedbackPage,
      },
    ],
  },
];

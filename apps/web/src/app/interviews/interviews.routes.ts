import type { Routes } from '@angular/router';
import { provideTexts } from '../platform/translations';
import { policyTexts } from '../policy/policy-texts';

export const interviewsRoutes: Routes = [
  {
    path: '',
    providers: [
      provideTexts('interviews', { en: () => import('./i18n/en.json'), de: () => import('./i18n/de.json') }),
      policyTexts,
    ],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'titles.interviews',
        loadComponent: async () => (await import('./interviews-page')).InterviewsPage,
      },
      {
        path: ':interviewId',
        title: 'titles.interview',
        loadComponent: async () => (await import('./interview-page')).InterviewPage,
      },
    ],
  },
];

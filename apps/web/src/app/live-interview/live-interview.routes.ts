import type { Routes } from '@angular/router';
import { provideTexts } from '../platform/translations';

/** `/live-interview/:roomName?as=candidate|interviewer&check=1`: without the portal's header, from edge to edge. */
export const liveInterviewRoutes: Routes = [
  {
    path: ':roomName',
    title: 'titles.live-interview',
    providers: [
      provideTexts('live', {
        en: () => import('./i18n/en.json'),
        de: () => import('./i18n/de.json'),
      }),
    ],
    loadComponent: async () => (await import('./live-interview-page')).LiveInterviewPage,
  },
];

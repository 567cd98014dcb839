import type { Routes } from '@angular/router';
import { provideTexts } from '../platform/translations';

export const landingRoutes: Routes = [
  {
    path: '',
    title: 'titles.landing',
    providers: [
      provideTexts('landing', { en: () => import('./i18n/en.json'), de: () => import('./i18n/de.json') }),
    ],
    loadComponent: async () => (await import('./landing-page')).LandingPage,
  },
];

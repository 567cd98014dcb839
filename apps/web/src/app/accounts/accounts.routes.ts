import type { Routes } from '@angular/router';
import { provideTexts } from '../platform/translations';
import { signedIn } from './guards';

export const accountsRoutes: Routes = [
  {
    path: '',
    providers: [
      provideTexts('accounts', { en: () => import('./i18n/en.json'), de: () => import('./i18n/de.json') }),
    ],
    children: [
      {
        path: 'sign-up',
        title: 'titles.sign-up',
        loadComponent: async () => (await import('./sign-up-page')).SignUpPage,
      },
      {
        path: 'sign-in',
        title: 'titles.sign-in',
        loadComponent: async () => (await import('./sign-in-page')).SignInPage,
      },
      {
        path: 'account',
        title: 'titles.account',
        canActivate: [signedIn],
        loadComponent: async () => (await import('./account-page')).AccountPage,
      },
    ],
  },
];

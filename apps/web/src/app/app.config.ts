import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import {
  provideRouter,
  RedirectCommand,
  Router,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { appRoutes } from './app.routes';
import { BrandingStore } from './branding/branding-store';
import { Session } from './accounts/session';
import { TranslatedTitles } from './platform/page-title';
import { RouteFocus } from './platform/route-focus';
import { provideTranslations } from './platform/translations';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      appRoutes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
      withNavigationErrorHandler(
        () => new RedirectCommand(inject(Router).parseUrl('/error'), { skipLocationChange: true }),
      ),
    ),
    provideTranslations(),
    { provide: TitleStrategy, useExisting: TranslatedTitles },
    provideAppInitializer(() => {
      inject(RouteFocus).start();
      // Pages need not wait for either: the brand has a default, and guards ask the session themselves.
      void inject(BrandingStore).start();
      void inject(Session)
        .ready()
        .catch(() => null);
    }),
  ],
};

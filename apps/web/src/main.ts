import { bootstrapApplication } from '@angular/platform-browser';
import { config } from 'zod/mini';
import { App } from './app/app';
import { appConfig } from './app/app.config';

// The content security policy forbids evaluated code; without this Zod would try it once and be reported.
config({ jitless: true });

bootstrapApplication(App, appConfig).catch((failure: unknown) => console.error(failure));

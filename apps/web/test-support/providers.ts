import { HttpClient, type HttpErrorResponse, provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { type EnvironmentProviders, inject, Injectable, type Provider } from '@angular/core';
import { provideRouter, type Routes } from '@angular/router';
import { provideTransloco } from '@jsverse/transloco';
import { Clock, FixedClock } from '../src/app/platform/clock';
import { type Answer, type Question, Transport } from '../src/app/platform/transport';

/** Hands every request to `HttpTestingController`, by which the specification answers it. */
@Injectable()
class TestTransport extends Transport {
  private readonly http = inject(HttpClient);

  override async send({ method, url, body, signal }: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = this.http.request(method, url, { body, observe: 'response' }).subscribe({
        next: ({ status, body: answered }) => resolve({ status, body: answered }),
        error: (failure: HttpErrorResponse) =>
          failure.status === 0
            ? reject(new TypeError(failure.message))
            : resolve({ status: failure.status, body: failure.error }),
      });
      signal?.addEventListener('abort', () => sent.unsubscribe());
    });
  }
}

/** The portal's platform with requests answered by the specification and a clock that stands still. */
export const platformFor = ({
  routes = [],
  now = '2026-11-22T10:00:00Z',
}: { routes?: Routes; now?: string } = {}): (Provider | EnvironmentProviders)[] => [
  provideRouter(routes),
  provideHttpClient(),
  provideHttpClientTesting(),
  { provide: Transport, useClass: TestTransport },
  provideTransloco({
    config: { availableLangs: ['en', 'de'], defaultLang: 'en', missingHandler: { logMissingKey: false } },
  }),
  { provide: Clock, useValue: new FixedClock(now) },
];

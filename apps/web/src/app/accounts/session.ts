import { computed, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { type Account, accountRoutes } from '@greenroom/contracts';
import { Api } from '../platform/api';
import { Language } from '../platform/language';
import { SessionExpiry } from '../platform/session-expiry';
import { TimeZone } from '../platform/time-zone';
import { Transport } from '../platform/transport';

/** Who is signed in. The cookie is the truth; this is what the page knows of it. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  private readonly transport = inject(Transport);
  private readonly router = inject(Router);
  private readonly language = inject(Language);
  private readonly timeZone = inject(TimeZone);
  private readonly known = signal<Account | null | undefined>(undefined);
  private loading: Promise<Account | null> | undefined;

  /** Null when nobody is signed in, undefined until the API has answered. */
  readonly account = this.known.asReadonly();
  readonly signedIn = computed(() => Boolean(this.known()));
  readonly isAdmin = computed(() => this.known()?.role === 'admin');

  constructor() {
    inject(SessionExpiry)
      .reported$.pipe(takeUntilDestroyed())
      .subscribe(() => this.expire());
  }

  /** The account, asked once and remembered. @throws ApiError when the API does not answer. */
  async ready(): Promise<Account | null> {
    const known = this.known();
    if (known !== undefined) return known;
    this.loading ??= this.refresh().finally(() => (this.loading = undefined));
    return this.loading;
  }

  /** Asks again: after signing in or out, or after the profile was changed. @throws ApiError */
  async refresh(): Promise<Account | null> {
    const { account } = await this.api.call(accountRoutes.getMe, {});
    this.set(account);
    return account;
  }

  /** Ends the session here and on the server; without a network at least the page forgets it. */
  async signOut(): Promise<void> {
    const question = { method: 'POST', url: '/api/auth/sign-out', body: {} };
    await this.transport.send(question).catch(() => null);
    this.set(null);
  }

  set(account: Account | null): void {
    this.known.set(account);
    this.timeZone.prefer(account?.timeZone ?? null);
    void this.language.prefer(account?.locale ?? null);
  }

  /** The server does not know the session any more: sign in, then come back here. */
  private expire(): void {
    this.set(null);
    if (this.router.url.startsWith('/sign-in')) return;
    void this.router.navigate(['/sign-in'], { queryParams: { returnTo: this.router.url } });
  }
}

import { computed, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { type Account, accountRoutes } from '@greenroom/contracts';
import { Api } from '../platform/api';
import { Language } from '../platform/language';
import { SessionExpiry } from '../platform/session-expiry';
import { TimeZone } from '../platform/time-zone';

/** Who is signed in. The cookie is the truth; this is what the page knows of it. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
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

  /**
   * Ends the session on the server and here, with what the person chose on this device: the next one may be somebody else.
   *
   * @returns false when the server did not confirm: the cookie is still good, so the page keeps the account and has to say so.
   */
  async signOut(): Promise<boolean> {
    try {
      await this.api.call(accountRoutes.signOut, {});
    } catch {
      return false;
    }
    this.language.forget();
    this.timeZone.forget();
    this.set(null);
    return true;
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

import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Announcer } from '../platform/announcer';
import { focusFirstInvalid } from '../platform/focus-first-invalid';
import { AuthApi, AuthError, type AuthProblem } from './auth-api';
import { safeReturn } from './guards';
import { PasswordField } from './password-field';

/** `/sign-in`, then on to where the person was going. */
@Component({
  selector: 'gr-sign-in-page',
  imports: [PasswordField, RouterLink, TranslocoDirective],
  templateUrl: './sign-in-page.html',
  styleUrl: './auth-page.scss',
})
export class SignInPage {
  private readonly auth = inject(AuthApi);
  private readonly router = inject(Router);
  private readonly announcer = inject(Announcer);

  readonly returnTo = input<string>();

  protected readonly email = signal('');
  protected readonly password = signal('');
  protected readonly tried = signal(false);
  protected readonly sending = signal(false);
  protected readonly problem = signal<AuthProblem | null>(null);
  protected readonly emailMissing = computed(() => this.tried() && this.email().trim() === '');
  protected readonly passwordMissing = computed(() => this.tried() && this.password() === '');

  protected async submit(event: SubmitEvent, tell: (key: string) => string): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    this.tried.set(true);
    this.problem.set(null);
    if (this.emailMissing() || this.passwordMissing()) {
      focusFirstInvalid(form);
      return;
    }
    if (this.sending()) return;
    this.sending.set(true);
    try {
      const account = await this.auth.signIn({ email: this.email().trim(), password: this.password() });
      const home = account.role === 'admin' ? '/admin' : '/interviews';
      await this.router.navigateByUrl(safeReturn(this.returnTo()) ?? home);
    } catch (failure) {
      const problem = failure instanceof AuthError ? failure.problem : 'unknown';
      this.problem.set(problem);
      this.announcer.announce(tell(`accounts.problem.${problem}`));
    } finally {
      this.sending.set(false);
    }
  }
}

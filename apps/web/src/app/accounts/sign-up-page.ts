import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { emailSchema, PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Announcer } from '../platform/announcer';
import { focusFirstInvalid } from '../platform/focus-first-invalid';
import { Language } from '../platform/language';
import { TimeZone } from '../platform/time-zone';
import { AuthApi, AuthError, type AuthProblem } from './auth-api';
import { safeReturn } from './guards';
import { PasswordField } from './password-field';

/** `/sign-up`: a new candidate, then on to where they were going. */
@Component({
  selector: 'gr-sign-up-page',
  imports: [PasswordField, RouterLink, TranslocoDirective],
  templateUrl: './sign-up-page.html',
  styleUrl: './auth-page.scss',
})
export class SignUpPage {
  private readonly auth = inject(AuthApi);
  private readonly router = inject(Router);
  private readonly language = inject(Language);
  private readonly timeZone = inject(TimeZone);
  private readonly announcer = inject(Announcer);

  readonly returnTo = input<string>();

  protected readonly minLength = PASSWORD_MIN_LENGTH;
  protected readonly name = signal('');
  protected readonly email = signal('');
  protected readonly password = signal('');
  protected readonly tried = signal(false);
  protected readonly sending = signal(false);
  protected readonly problem = signal<AuthProblem | null>(null);

  protected readonly nameMissing = computed(() => this.tried() && this.name().trim() === '');
  protected readonly emailProblem = computed<'email-invalid' | 'email-taken' | null>(() => {
    const problem = this.problem();
    if (problem === 'email-taken' || problem === 'email-invalid') return problem;
    return this.tried() && !emailSchema.safeParse(this.email().trim()).success ? 'email-invalid' : null;
  });
  protected readonly passwordProblem = computed<'password-short' | 'password-long' | null>(() => {
    const problem = this.problem();
    if (problem === 'password-short' || problem === 'password-long') return problem;
    // Said at once and not cut off by the field: a pasted password must not lose its end without a word.
    if (this.password().length > PASSWORD_MAX_LENGTH) return 'password-long';
    return this.tried() && this.password().length < PASSWORD_MIN_LENGTH ? 'password-short' : null;
  });
  /** What belongs to no single field. */
  protected readonly general = computed(() => {
    const problem = this.problem();
    return problem === 'network' || problem === 'rate-limited' || problem === 'unknown' ? problem : null;
  });

  /** The words of a problem with a password name its limit. */
  protected limitOf(problem: AuthProblem): { count: number } {
    return { count: problem === 'password-long' ? PASSWORD_MAX_LENGTH : PASSWORD_MIN_LENGTH };
  }

  protected change(field: 'name' | 'email' | 'password', value: string): void {
    this.problem.set(null);
    this[field].set(value);
  }

  protected async submit(event: SubmitEvent, tell: (key: string, words?: object) => string): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    this.tried.set(true);
    this.problem.set(null);
    if (this.nameMissing() || this.emailProblem() || this.passwordProblem()) {
      focusFirstInvalid(form);
      return;
    }
    if (this.sending()) return;
    this.sending.set(true);
    try {
      await this.auth.signUp({
        name: this.name().trim(),
        email: this.email().trim(),
        password: this.password(),
        timeZone: this.timeZone.zone(),
        locale: this.language.locale(),
      });
      await this.router.navigateByUrl(safeReturn(this.returnTo()) ?? '/book');
    } catch (failure) {
      const problem = failure instanceof AuthError ? failure.problem : 'unknown';
      this.problem.set(problem);
      this.announcer.announce(tell(`accounts.problem.${problem}`, this.limitOf(problem)));
      focusFirstInvalid(form);
    } finally {
      this.sending.set(false);
    }
  }
}

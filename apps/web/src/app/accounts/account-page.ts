import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { accountRoutes, type Locale, phoneSchema } from '@greenroom/contracts';
import { PageHeader } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Announcer } from '../platform/announcer';
import { Api } from '../platform/api';
import { type ApiErrorCode, toApiError } from '../platform/api-error';
import { Clock } from '../platform/clock';
import { focusFirstInvalid } from '../platform/focus-first-invalid';
import { Formatter } from '../platform/formatter';
import { Language } from '../platform/language';
import { TimeZone } from '../platform/time-zone';
import { Session } from './session';

/** `/account`: what mails and pages call this person, and in which language and zone they speak. */
@Component({
  selector: 'gr-account-page',
  imports: [PageHeader, TranslocoDirective],
  templateUrl: './account-page.html',
  styleUrl: './auth-page.scss',
})
export class AccountPage {
  private readonly api = inject(Api);
  private readonly announcer = inject(Announcer);
  private readonly language = inject(Language);
  private readonly timeZone = inject(TimeZone);
  protected readonly session = inject(Session);
  protected readonly format = inject(Formatter);

  protected readonly now = inject(Clock).now();
  protected readonly zones = this.timeZone.available;
  protected readonly locales: readonly { locale: Locale; name: string }[] = [
    { locale: 'en', name: 'English' },
    { locale: 'de', name: 'Deutsch' },
  ];
  protected readonly name = linkedSignal(() => this.session.account()?.name ?? '');
  protected readonly zone = linkedSignal(() => this.session.account()?.timeZone ?? this.timeZone.zone());
  protected readonly locale = linkedSignal(() => this.session.account()?.locale ?? this.language.locale());
  protected readonly phone = linkedSignal(() => this.session.account()?.phone ?? '');
  protected readonly state = signal<'idle' | 'saving' | 'saved' | ApiErrorCode>('idle');
  protected readonly tried = signal(false);
  protected readonly phoneInvalid = computed(
    () => this.tried() && this.phone().trim() !== '' && !phoneSchema.safeParse(this.phone()).success,
  );

  protected chooseLocale(value: string): void {
    const chosen = this.locales.find(({ locale }) => locale === value);
    if (chosen) this.locale.set(chosen.locale);
  }

  protected async save(event: SubmitEvent, tell: (key: string) => string): Promise<void> {
    event.preventDefault();
    this.tried.set(true);
    const name = this.name().trim();
    if (name === '' || this.phoneInvalid()) {
      focusFirstInvalid(event.target as HTMLFormElement);
      return;
    }
    this.state.set('saving');
    try {
      const phone = this.phone().trim() || null;
      const body = { name, timeZone: this.zone(), locale: this.locale(), phone };
      this.session.set(await this.api.call(accountRoutes.updateMe, { body }));
      this.timeZone.choose(body.timeZone);
      await this.language.choose(body.locale);
      this.state.set('saved');
      this.announcer.announce(tell('accounts.saved'));
    } catch (failure) {
      this.state.set(toApiError(failure).code);
      this.announcer.announce(tell(`errors.${toApiError(failure).code}`));
    }
  }
}

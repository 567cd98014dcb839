import { Component, computed, DestroyRef, ElementRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationStart, Router, RouterLink, RouterLinkActive } from '@angular/router';
import type { Locale } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '@greenroom/ui/icon';
import { filter } from 'rxjs';
import { Session } from '../../accounts/session';
import { BrandingStore } from '../../branding/branding-store';
import { Theme } from '../../branding/theme';
import { Language } from '../language';

/** Each language in its own words, so that a person finds it whatever the page speaks. */
const LANGUAGE_NAMES: Record<Locale, string> = { en: 'English', de: 'Deutsch' };

@Component({
  selector: 'gr-site-header',
  imports: [RouterLink, RouterLinkActive, TranslocoDirective, Icon],
  templateUrl: './site-header.html',
  styleUrl: './site-header.scss',
  host: { '(document:keydown.escape)': 'close()', '(document:click)': 'closeOutside($event)' },
})
export class SiteHeader {
  protected readonly branding = inject(BrandingStore);
  protected readonly session = inject(Session);
  protected readonly theme = inject(Theme);
  protected readonly language = inject(Language);
  private readonly router = inject(Router);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly languages = this.language.available.map((locale) => ({
    locale,
    name: LANGUAGE_NAMES[locale],
  }));
  protected readonly menuOpen = signal(false);
  protected readonly accountOpen = signal(false);
  protected readonly signOutFailed = signal(false);
  protected readonly firstName = computed(() => this.session.account()?.name.split(' ')[0] ?? '');

  constructor() {
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationStart),
        takeUntilDestroyed(inject(DestroyRef)),
      )
      .subscribe(() => this.close());
  }

  protected close(): void {
    this.menuOpen.set(false);
    this.accountOpen.set(false);
    this.signOutFailed.set(false);
  }

  protected closeOutside(event: MouseEvent): void {
    if (event.target instanceof Node && !this.host.nativeElement.contains(event.target)) this.close();
  }

  protected chooseLanguage(value: string): void {
    const chosen = this.language.available.find((locale) => locale === value);
    if (chosen) void this.language.choose(chosen);
  }

  protected async signOut(): Promise<void> {
    if (await this.session.signOut()) {
      this.close();
      await this.router.navigateByUrl('/');
    } else this.signOutFailed.set(true);
  }
}

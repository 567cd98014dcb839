import { effect, inject, Injectable, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { BrandingStore } from '../branding/branding-store';

/** A route's `title` is a translation key (`titles.…`, loaded with the shell); shown as "Book · Greenroom" in the current language. */
@Injectable({ providedIn: 'root' })
export class TranslatedTitles extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly transloco = inject(TranslocoService);
  private readonly branding = inject(BrandingStore);
  private readonly key = signal<string | undefined>(undefined);

  constructor() {
    super();
    effect(() => {
      const key = this.key();
      const language = this.transloco.activeLang();
      const name = this.branding.name();
      this.title.setTitle(key ? `${this.transloco.translate(key, {}, language)} · ${name}` : name);
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.key.set(this.buildTitle(snapshot));
  }
}

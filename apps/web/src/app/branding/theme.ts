import { computed, DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { fromEvent, map, NEVER } from 'rxjs';
import { deviceStorage } from '../platform/browser-storage';

export type ThemeMode = 'light' | 'dark';

const isMode = (value: string | null): value is ThemeMode => value === 'light' || value === 'dark';

/** Light or dark: the person's choice on this device, else what the system prefers. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly document = inject(DOCUMENT);
  private readonly systemDark = this.document.defaultView?.matchMedia('(prefers-color-scheme: dark)');
  private readonly system = toSignal(
    this.systemDark
      ? fromEvent<MediaQueryListEvent>(this.systemDark, 'change').pipe(map((event) => event.matches))
      : NEVER,
    { initialValue: this.systemDark?.matches ?? false },
  );
  private readonly chosen = signal(this.stored());

  readonly mode = computed<ThemeMode>(() => this.chosen() ?? (this.system() ? 'dark' : 'light'));

  constructor() {
    effect(() => {
      const chosen = this.chosen();
      if (chosen) this.document.documentElement.setAttribute('data-theme', chosen);
    });
  }

  toggle(): void {
    const mode = this.mode() === 'dark' ? 'light' : 'dark';
    deviceStorage.write('theme', mode);
    this.chosen.set(mode);
  }

  private stored(): ThemeMode | null {
    const mode = deviceStorage.read('theme');
    return isMode(mode) ? mode : null;
  }
}

import { Component, computed, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { SoundLevel } from './sound-level';

const BARS = 20;
/** Seconds of silence before the page says so. */
const PATIENCE = 4;

/** A meter that moves with the voice, and says in words whether it hears anything. */
@Component({
  selector: 'gr-sound-meter',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <span class="bars" aria-hidden="true">
        @for (bar of bars; track bar) {
          <span [class.lit]="bar < lit()" [class.loud]="bar >= loudFrom"></span>
        }
      </span>
      <span class="words" role="status" [class.silent]="verdict() === 'silent'">{{
        t('live.meter.' + verdict())
      }}</span>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: var(--gr-space-2) var(--gr-space-4);
      align-items: center;
    }

    .bars {
      display: flex;
      flex: 1 1 8rem;
      gap: 3px;
      align-items: center;
      block-size: 20px;
    }

    .bars span {
      flex: 1;
      block-size: 14px;
      border-radius: 3px;
      background: var(--mat-sys-surface-container-highest);
      transition: background 60ms linear;
    }

    .bars .lit {
      block-size: 20px;
      background: var(--mat-sys-primary);
    }

    .bars .lit.loud {
      background: var(--mat-sys-tertiary);
    }

    .words {
      min-inline-size: 9rem;
      font-size: var(--gr-text-s);
      color: var(--mat-sys-on-surface-variant);
    }

    .silent {
      color: var(--mat-sys-tertiary);
    }
  `,
})
export class SoundMeter {
  /** Null while there is nothing to hear. */
  readonly track = input.required<MediaStreamTrack | null>();

  private readonly sound = new SoundLevel();
  private readonly waited = signal(false);
  private patience: ReturnType<typeof setTimeout> | undefined;

  protected readonly bars = Array.from({ length: BARS }, (_, index) => index);
  protected readonly loudFrom = BARS - 3;
  protected readonly lit = computed(() => Math.round(this.sound.level() * BARS));
  /** Whether the microphone has been heard: `off`, `asleep`, `listening`, `heard` or `silent`. */
  readonly verdict = computed(() => {
    if (!this.track()) return 'off';
    if (this.sound.heard()) return 'heard';
    if (this.sound.asleep()) return 'asleep';
    return this.waited() ? 'silent' : 'listening';
  });

  constructor() {
    effect(() => {
      const track = this.track();
      untracked(() => this.follow(track));
    });
    inject(DestroyRef).onDestroy(() => this.follow(null));
  }

  private follow(track: MediaStreamTrack | null): void {
    clearTimeout(this.patience);
    this.waited.set(false);
    this.sound.stop();
    if (!track) return;
    this.sound.listen(track);
    this.patience = setTimeout(() => this.waited.set(true), PATIENCE * 1000);
  }
}

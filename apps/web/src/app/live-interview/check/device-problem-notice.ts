import { Component, computed, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { DeviceProblem } from '../devices/device-access';
import { RoomIcon } from '../room-icon';
import type { CaptureState } from './device-check-store';

interface Trouble {
  /** Which devices; named together where the reason is the same. */
  readonly subject: 'microphone' | 'camera' | 'both';
  readonly problem: DeviceProblem;
}

/** What is wrong with the devices, in words, and what to do about it. */
@Component({
  selector: 'gr-device-problem-notice',
  imports: [TranslocoDirective, RoomIcon],
  template: `
    <div role="alert" *transloco="let t">
      @for (trouble of troubles(); track trouble.subject) {
        <div class="gr-notice gr-notice-attention">
          <gr-room-icon name="warning" />
          <div>
            <p class="name">{{ t('live.problem.' + trouble.subject + '.' + trouble.problem) }}</p>
            <p>{{ t('live.problem.advice.' + trouble.problem) }}</p>
            @if (trouble.problem !== 'unsupported') {
              <button class="gr-button gr-button-outlined" type="button" (click)="retry.emit()">
                {{ t('live.check.retry') }}
              </button>
            }
          </div>
        </div>
      }
      @if (troubles().length > 0) {
        <p class="gr-hint">{{ t('live.check.' + (listenOnly() ? 'listen-only' : consequence())) }}</p>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
    }

    /* The live region has to be there before there is something to say, without taking space. */
    :host(.silent) {
      margin-block-start: calc(-1 * var(--gr-space-4));
    }

    [role='alert'] {
      display: grid;
      gap: var(--gr-space-3);
    }

    .name {
      font-weight: 600;
    }

    .gr-button {
      --_text: currentColor;

      min-block-size: var(--gr-target);
      margin-block-start: var(--gr-space-3);
      border-color: currentColor;
    }
  `,
  host: { '[class.silent]': 'troubles().length === 0' },
})
export class DeviceProblemNotice {
  readonly microphone = input.required<CaptureState>();
  readonly camera = input.required<CaptureState>();
  readonly retry = output();

  protected readonly troubles = computed<readonly Trouble[]>(() => {
    const microphone = problemOf(this.microphone());
    const camera = problemOf(this.camera());
    if (microphone && microphone === camera) return [{ subject: 'both', problem: microphone }];
    const troubles: Trouble[] = [];
    if (microphone) troubles.push({ subject: 'microphone', problem: microphone });
    if (camera) troubles.push({ subject: 'camera', problem: camera });
    return troubles;
  });
  protected readonly listenOnly = computed(() =>
    Boolean(problemOf(this.microphone()) && problemOf(this.camera())),
  );
  protected readonly consequence = computed(() => (problemOf(this.camera()) ? 'audio-only' : 'unheard'));
}

const problemOf = (state: CaptureState): DeviceProblem | null =>
  state.kind === 'problem' ? state.problem : null;

import { Component, computed, inject, input, output, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import {
  administrationRoutes,
  type ErrorDetail,
  type MessagePreview as Preview,
  messageRoutes,
  type MessageWording,
} from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { debounceTime, switchMap } from 'rxjs';
import { Api, apiResource } from '../../platform/api';
import { type ApiErrorCode, toApiError } from '../../platform/api-error';
import { Formatter } from '../../platform/formatter';
import { MailFrame } from './mail-frame';

/** Milliseconds without typing after which the preview follows. */
const PAUSE = 400;

type Shown =
  { readonly preview: Preview } | { readonly code: ApiErrorCode; readonly details: readonly ErrorDetail[] };

/** What would arrive with the words as they stand in the form, about the example or an interview that there is. */
@Component({
  selector: 'gr-message-preview',
  imports: [MailFrame, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2 id="preview">{{ t('admin.messages.preview') }}</h2>
      <div class="gr-field">
        <label class="gr-label" for="about">{{ t('admin.messages.about') }}</label>
        <select #about class="gr-input" id="about" (change)="interviewId.set(about.value)">
          <option value="">{{ t('admin.messages.example') }}</option>
          @for (interview of interviews(); track interview.id) {
            <option [value]="interview.id" [selected]="interview.id === interviewId()">
              {{ interview.candidateName }}, {{ interview.interviewerName }},
              {{ format.shortDateTime(interview.scheduledAt) }}
            </option>
          }
        </select>
      </div>
      @if (shown(); as preview) {
        @if (preview.subject !== null) {
          <p class="subject">{{ preview.subject }}</p>
        }
        @if (preview.html !== null) {
          <gr-mail-frame [html]="preview.html" [label]="t('admin.messages.preview')" />
          <details>
            <summary>{{ t('admin.messages.plain') }}</summary>
            <pre>{{ preview.text }}</pre>
          </details>
        } @else {
          <pre class="sms">{{ preview.text }}</pre>
          <p class="gr-hint">{{ t('admin.messages.length', { count: preview.text.length }) }}</p>
        }
      }
      @if (problem(); as code) {
        <p class="gr-notice gr-notice-loss">
          {{ code === 'invalid-request' ? t('admin.messages.not-shown') : t('errors.' + code) }}
        </p>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--gr-space-4);
      align-content: start;
      grid-template-columns: minmax(0, 1fr);
    }

    h2 {
      font-size: var(--gr-text-l);
    }

    .subject {
      font-weight: 600;
    }

    pre {
      padding: var(--gr-space-4);
      border: var(--gr-line);
      border-radius: var(--gr-radius-m);
      background: var(--gr-card);
      font-size: var(--gr-text-s);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }

    .sms {
      font: inherit;
    }

    summary {
      min-block-size: var(--gr-target);
      cursor: pointer;
    }
  `,
})
export class MessagePreview {
  private readonly api = inject(Api);
  protected readonly format = inject(Formatter);

  readonly wording = input.required<MessageWording>();
  /** The words in the form. */
  readonly texts = input.required<MessageWording['texts']>();
  /** What is wrong with them, part by part. */
  readonly problems = output<readonly ErrorDetail[]>();

  private readonly recent = apiResource(administrationRoutes.adminListInterviews, () => ({
    query: { limit: 20 },
  }));
  protected readonly interviews = computed(() => (this.recent.hasValue() ? this.recent.value().items : []));
  protected readonly interviewId = signal('');
  protected readonly shown = signal<Preview | null>(null);
  protected readonly problem = signal<ApiErrorCode | null>(null);

  constructor() {
    const asked = computed(() => {
      const { template, audience, channel, locale } = this.wording();
      return {
        params: { template, audience, channel, locale },
        body: { texts: this.texts(), interviewId: this.interviewId() || null },
      };
    });
    toObservable(asked)
      .pipe(
        debounceTime(PAUSE),
        switchMap((request) => this.ask(request)),
        takeUntilDestroyed(),
      )
      .subscribe((answer) => {
        this.take(answer);
      });
  }

  private async ask(
    request: Parameters<typeof this.api.call<typeof messageRoutes.previewMessage>>[1],
  ): Promise<Shown> {
    try {
      return { preview: await this.api.call(messageRoutes.previewMessage, request) };
    } catch (failure) {
      return toApiError(failure);
    }
  }

  /** Words that do not render leave the preview as it was. */
  private take(answer: Shown): void {
    if ('preview' in answer) this.shown.set(answer.preview);
    this.problem.set('preview' in answer ? null : answer.code);
    this.problems.emit('preview' in answer ? [] : answer.details);
  }
}

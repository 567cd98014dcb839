import { Component, computed, DOCUMENT, inject, input, output, resource, signal } from '@angular/core';
import type { Recording } from '@greenroom/contracts';
import { ErrorState } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { type ApiErrorCode, toApiError } from '../platform/api-error';
import { Formatter } from '../platform/formatter';
import { Language } from '../platform/language';
import { lastKnown } from '../platform/last-known';
import { pollWhile } from '../platform/polling';
import { RecordingCalls, type RecordingViewer } from './recording-calls';
import { recordingTexts } from './recording-texts';

/** How often is asked after a file that is on the way. */
const ASK_AGAIN_SECONDS = 15;
const MEGABYTE = 1_000_000;

/** What was recorded of an interview, with its files. Nothing is shown where nothing was. */
@Component({
  selector: 'gr-interview-recordings',
  imports: [ErrorState, TranslocoDirective],
  providers: [recordingTexts],
  template: `
    <ng-container *transloco="let t">
      @if (recordings().length > 0) {
        <section class="gr-card" aria-labelledby="recordings">
          <h2 id="recordings">{{ t('recordings.heading') }}</h2>
          <ul>
            @for (recording of recordings(); track recording.id) {
              @let date = whenOf(recording);
              <li>
                @if (recording.startedAt) {
                  <p class="when">
                    {{ date }}
                    @if (recording.durationSeconds; as seconds) {
                      <span class="gr-quiet"> · {{ format.duration(seconds) }}</span>
                    }
                  </p>
                }
                <p>
                  {{
                    isOver(recording)
                      ? t('recordings.reason.' + (recording.reason ?? 'none'))
                      : t('recordings.status.' + recording.status)
                  }}
                </p>
                @if (recording.status === 'ready') {
                  @if (recording.deleteAfter; as until) {
                    <p class="gr-small gr-quiet">
                      {{
                        t(viewer() === 'admin' ? 'recordings.kept-admin' : 'recordings.kept', {
                          date: format.shortDate(until, zone()),
                        })
                      }}
                    </p>
                  }
                  <div class="ways">
                    <button
                      class="gr-button gr-button-outlined"
                      type="button"
                      [attr.aria-label]="t('recordings.download-of', { date, size: sizeOf(recording) })"
                      [attr.aria-disabled]="fetching() === recording.id || null"
                      (click)="download(recording)"
                    >
                      {{ t('recordings.download') }}
                      <span class="gr-quiet">{{ sizeOf(recording) }}</span>
                    </button>
                    @if (viewer() === 'admin') {
                      <button
                        class="gr-button gr-button-text danger"
                        type="button"
                        [attr.aria-label]="t('recordings.erase-of', { date })"
                        (click)="eraseAsked.emit(recording)"
                      >
                        {{ t('recordings.erase') }}
                      </button>
                    }
                  </div>
                }
              </li>
            }
          </ul>
          @if (problem(); as code) {
            <p class="gr-field-error" role="alert">{{ t('errors.' + code) }}</p>
          }
        </section>
      } @else if (resource.error()) {
        <section class="gr-card">
          <gr-error-state
            level="h3"
            [heading]="t('recordings.failed')"
            [retryLabel]="t('shell.retry')"
            (retry)="resource.reload()"
          />
        </section>
      }
    </ng-container>
  `,
  styleUrl: './interview-recordings.scss',
})
export class InterviewRecordings {
  private readonly calls = inject(RecordingCalls);
  private readonly language = inject(Language);
  private readonly location = inject(DOCUMENT).location;
  protected readonly format = inject(Formatter);

  readonly viewer = input.required<RecordingViewer>();
  readonly interviewId = input.required<string>();
  /** IANA zone to show times in; the reader's own unless said. */
  readonly zone = input<string>();
  /** An administrator wants a recording to be erased; to be asked about. */
  readonly eraseAsked = output<Recording>();

  protected readonly resource = resource({
    params: () => ({ viewer: this.viewer(), interviewId: this.interviewId() }),
    loader: ({ params }) => this.calls.list(params.viewer, params.interviewId),
  });
  private readonly known = lastKnown(this.resource);
  protected readonly recordings = computed(() => this.known() ?? []);
  protected readonly fetching = signal<string | null>(null);
  protected readonly problem = signal<ApiErrorCode | null>(null);
  private readonly sizeFormat = computed(
    () =>
      new Intl.NumberFormat(this.language.regional(), {
        style: 'unit',
        unit: 'megabyte',
        maximumSignificantDigits: 3,
      }),
  );

  constructor() {
    const isOnTheWay = () =>
      this.recordings().some(({ status }) => status === 'recording' || status === 'stopped');
    pollWhile(isOnTheWay, this.resource, ASK_AGAIN_SECONDS);
  }

  /** What the page knows may have changed. */
  reload(): void {
    this.resource.reload();
  }

  protected isOver({ status }: Recording): boolean {
    return status === 'failed' || status === 'erased';
  }

  protected whenOf({ startedAt }: Recording): string {
    return startedAt === null ? '' : this.format.shortDateTime(startedAt, this.zone());
  }

  protected sizeOf({ bytes }: Recording): string {
    return this.sizeFormat().format(Math.max(0.1, (bytes ?? 0) / MEGABYTE));
  }

  /** The link is good for some minutes, so it is asked for when it is wanted. */
  protected async download({ id }: Recording): Promise<void> {
    if (this.fetching() !== null) return;
    this.fetching.set(id);
    this.problem.set(null);
    try {
      const { url } = await this.calls.link(this.viewer(), id);
      // It is answered as an attachment: the page stays.
      this.location.assign(url);
    } catch (failure) {
      this.problem.set(toApiError(failure).code);
      this.resource.reload();
    }
    this.fetching.set(null);
  }
}

import { Component, computed, effect, inject, input, linkedSignal, output, signal } from '@angular/core';
import { type Assignment, feedbackInputSchema, interviewerRoutes } from '@greenroom/contracts';
import { Icon, StarRating, StarRatingInput } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Announcer } from '../platform/announcer';
import { Api } from '../platform/api';
import { type ApiErrorCode, toApiError } from '../platform/api-error';
import { tabStorage } from '../platform/browser-storage';
import { focusFirstInvalid } from '../platform/focus-first-invalid';

/** What convinced and what to work on, with a rating. Sent feedback can be changed: sending again replaces it. */
@Component({
  selector: 'gr-feedback-form',
  imports: [Icon, StarRating, StarRatingInput, TranslocoDirective],
  templateUrl: './feedback-form.html',
  styleUrl: './letter.scss',
})
export class FeedbackForm {
  private readonly api = inject(Api);
  private readonly announcer = inject(Announcer);

  readonly assignment = input.required<Assignment>();
  readonly saved = output<Assignment>();

  private readonly key = computed(() => `feedback.${this.assignment().interviewId}`);
  protected readonly comments = linkedSignal(
    () => tabStorage.read(this.key()) ?? this.assignment().feedback?.comments ?? '',
  );
  private readonly sentRating = computed(() => this.assignment().feedback?.rating ?? 0);
  private readonly isSent = computed(() => this.assignment().feedback !== null);
  /** The same interview that is merely asked for again takes no choice away. */
  protected readonly rating = linkedSignal(() => this.sentRating());
  /** Feedback that is there already is shown; the form opens again to change it. */
  protected readonly editing = linkedSignal(() => !this.isSent());
  private readonly tried = signal(false);
  protected readonly sending = signal(false);
  protected readonly problem = signal<ApiErrorCode | null>(null);
  protected readonly commentsMissing = computed(() => this.tried() && this.comments().trim() === '');
  protected readonly ratingMissing = computed(() => this.tried() && this.rating() === 0);

  constructor() {
    effect(() => {
      if (this.editing()) tabStorage.write(this.key(), this.comments());
    });
  }

  protected async submit(event: SubmitEvent, tell: (key: string) => string): Promise<void> {
    event.preventDefault();
    this.tried.set(true);
    const body = feedbackInputSchema.safeParse({ comments: this.comments(), rating: this.rating() });
    if (!body.success) {
      focusFirstInvalid(event.target as HTMLFormElement);
      const missing = this.commentsMissing() ? 'comments-missing' : 'rating-missing';
      this.announcer.announce(tell(`interviewer.feedback.${missing}`));
      return;
    }
    if (this.sending()) return;
    this.sending.set(true);
    this.problem.set(null);
    try {
      const params = { interviewId: this.assignment().interviewId };
      const assignment = await this.api.call(interviewerRoutes.submitFeedback, { params, body: body.data });
      this.editing.set(false);
      tabStorage.remove(this.key());
      this.saved.emit(assignment);
      this.announcer.announce(tell('interviewer.feedback.sent'));
    } catch (failure) {
      this.problem.set(toApiError(failure).code);
    } finally {
      this.sending.set(false);
    }
  }
}

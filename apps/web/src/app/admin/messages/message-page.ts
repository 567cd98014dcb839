import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import {
  type ErrorDetail,
  locales,
  messageChannels,
  messageRoutes,
  type MessageWording,
} from '@greenroom/contracts';
import { ErrorState, Icon, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, apiResource } from '../../platform/api';
import { type ApiErrorCode, toApiError } from '../../platform/api-error';
import { FormActions } from '../forms/form-actions';
import { type EditsSomething, warnBeforeUnload } from '../forms/unsaved-changes';
import { Notices } from '../questions/notices';
import { Questions } from '../questions/questions';
import { MessagePreview } from './message-preview';

type Tell = (key: string, words?: object) => string;

/** Parts that are written in several lines. */
const PROSE = new Set(['lead', 'note']);

/** `/admin/messages/:template/:audience/:channel/:locale`: the words of one message, and what would arrive with them. */
@Component({
  selector: 'gr-admin-message-page',
  imports: [
    ErrorState,
    FormActions,
    Icon,
    MessagePreview,
    RouterLink,
    RouterLinkActive,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './message-page.html',
  styleUrls: ['../form-page.scss', './message-page.scss'],
  host: warnBeforeUnload,
})
export class MessagePage implements EditsSomething {
  private readonly api = inject(Api);
  private readonly notices = inject(Notices);
  private readonly questions = inject(Questions);

  readonly template = input.required<string>();
  readonly audience = input.required<string>();
  readonly channel = input.required<string>();
  readonly locale = input.required<string>();

  protected readonly channels = messageChannels;
  protected readonly locales = locales.map((locale) => ({
    locale,
    name: new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale,
  }));

  private readonly params = computed(() => ({
    template: this.template(),
    audience: this.audience(),
    channel: this.channel(),
    locale: this.locale(),
  }));
  protected readonly resource = apiResource(messageRoutes.getMessageWording, () => ({
    params: this.params(),
  }));
  protected readonly wording = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));
  protected readonly error = computed(() => {
    const error = this.resource.error();
    return error ? toApiError(error) : null;
  });

  protected readonly draft = linkedSignal<Record<string, string>>(() => ({ ...this.wording()?.texts }));
  protected readonly parts = computed(() => Object.keys(this.wording()?.shipped ?? {}));
  protected readonly texts = computed(() => this.draft() as MessageWording['texts']);
  protected readonly changed = computed(
    () => JSON.stringify(this.draft()) !== JSON.stringify(this.wording()?.texts ?? {}),
  );
  protected readonly saving = signal(false);
  protected readonly failure = signal<ApiErrorCode | null>(null);
  private readonly problems = signal<ReadonlyMap<string, string>>(new Map());

  protected isProse(part: string): boolean {
    return PROSE.has(part);
  }

  /** What is one line stays one, however it was typed or pasted. */
  protected set(part: string, typed: string): void {
    const text = this.isProse(part) ? typed : typed.replace(/\s*\n\s*/g, ' ');
    this.draft.update((draft) => ({ ...draft, [part]: text }));
  }

  protected problem(part: string): string | undefined {
    return this.problems().get(part);
  }

  protected show(details: readonly ErrorDetail[]): void {
    this.problems.set(new Map(details.map(({ path, message }) => [path.split('.').at(-1) ?? '', message])));
  }

  protected discard(): void {
    this.draft.set({ ...this.wording()?.texts });
    this.failure.set(null);
  }

  protected async save(event: SubmitEvent, tell: Tell): Promise<void> {
    event.preventDefault();
    const wording = this.wording();
    if (!wording || this.saving()) return;
    const body = { texts: this.texts(), baseVersion: wording.version };
    await this.store(this.api.call(messageRoutes.updateMessageWording, { params: this.params(), body }));
    if (this.failure() === null) this.notices.tell(tell('admin.messages.saved'));
  }

  protected async reset(tell: Tell): Promise<void> {
    const sure = await this.questions.ask({
      heading: tell('admin.messages.reset-heading'),
      text: tell('admin.messages.reset-text'),
      confirm: tell('admin.messages.reset'),
      cancel: tell('admin.cancel'),
      loss: true,
    });
    if (!sure) return;
    await this.store(this.api.call(messageRoutes.resetMessageWording, { params: this.params() }));
    if (this.failure() === null) this.notices.tell(tell('admin.messages.reset-done'));
  }

  hasUnsavedChanges(): boolean {
    return this.wording() !== undefined && this.changed();
  }

  protected warnBeforeUnload(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }

  private async store(answer: Promise<MessageWording>): Promise<void> {
    this.saving.set(true);
    this.failure.set(null);
    try {
      this.resource.set(await answer);
      this.problems.set(new Map());
    } catch (failure) {
      const { code, details } = toApiError(failure);
      this.failure.set(code);
      this.show(details);
    } finally {
      this.saving.set(false);
    }
  }
}

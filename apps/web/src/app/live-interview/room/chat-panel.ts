import {
  afterRenderEffect,
  Component,
  computed,
  type ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../../platform/formatter';
import { ConferenceStore } from '../conference-store';
import { RoomIcon } from '../room-icon';

/** Messages of one person within this time are one block, milliseconds. */
const BLOCK = 120_000;

/** The conversation in writing. What is written during a drop goes out when the connection is back. */
@Component({
  selector: 'gr-chat-panel',
  imports: [TranslocoDirective, RoomIcon],
  template: `
    <ng-container *transloco="let t">
      <div #list class="list" role="log" tabindex="0" [attr.aria-label]="t('live.chat.log')">
        @for (message of messages(); track message.id) {
          <div class="message" [class.own]="message.own">
            @if (message.opens) {
              <p class="meta">
                <span>{{ message.own ? t('live.room.you') : message.from.name }}</span>
                <time>{{ format.time(message.at) }}</time>
              </p>
            }
            <p class="text">{{ message.text }}</p>
            @if (message.delivery === 'queued') {
              <p class="meta">{{ t('live.chat.queued') }}</p>
            }
          </div>
        } @empty {
          <p class="empty">{{ t('live.chat.empty') }}</p>
        }
      </div>
      <form (submit)="send($event)">
        <textarea
          #field
          class="gr-input"
          rows="1"
          maxlength="4000"
          autocomplete="off"
          [attr.aria-label]="t('live.chat.message')"
          [placeholder]="t('live.chat.message')"
          [value]="draft()"
          (input)="draft.set(field.value)"
          (keydown)="sendOnEnter($event)"
        ></textarea>
        <button
          class="send"
          type="submit"
          [attr.aria-label]="t('live.chat.send')"
          [disabled]="!draft().trim()"
        >
          <gr-room-icon name="send" />
        </button>
      </form>
    </ng-container>
  `,
  styleUrl: './chat-panel.scss',
})
export class ChatPanel {
  private readonly conference = inject(ConferenceStore);
  protected readonly format = inject(Formatter);
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');

  protected readonly draft = signal('');
  protected readonly messages = computed(() =>
    this.conference.messages().map((message, index, all) => {
      const before = all[index - 1];
      const opens = before?.from.id !== message.from.id || message.at - before.at > BLOCK;
      return { ...message, opens };
    }),
  );

  constructor() {
    afterRenderEffect(() => {
      this.messages();
      const list = this.list()?.nativeElement;
      list?.scrollTo({ top: list.scrollHeight });
    });
  }

  /** Enter sends, Shift and Enter begin a new line; an input method that is choosing a word keeps its Enter. */
  protected sendOnEnter(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) this.send(event);
  }

  protected send(event: Event): void {
    event.preventDefault();
    const text = this.draft().trim();
    if (!text) return;
    this.conference.sendChat(text);
    this.draft.set('');
  }
}

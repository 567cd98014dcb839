import { Component, computed, effect, ElementRef, inject, untracked } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { RoomIcon } from '../room-icon';
import { RoomViewStore } from '../room-view-store';
import { BriefPanel } from './brief-panel';
import { ChatPanel } from './chat-panel';
import { type Panel, RoomStore } from './room-store';
import { SettingsPanel } from './settings-panel';

const TITLES: Record<Panel, string> = {
  chat: 'live.chat.title',
  brief: 'live.brief.title',
  settings: 'live.settings.title',
};

/** Beside the stage, on phones over it: the conversation in writing, the brief, devices and tips. */
@Component({
  selector: 'gr-side-panel',
  imports: [TranslocoDirective, BriefPanel, ChatPanel, RoomIcon, SettingsPanel],
  template: `
    <aside *transloco="let t" [attr.aria-label]="t('live.room.panel')">
      <div class="head">
        <div role="tablist" [attr.aria-label]="t('live.room.panel')">
          @for (tab of tabs(); track tab) {
            <button
              type="button"
              role="tab"
              [id]="'gr-tab-' + tab"
              [attr.aria-selected]="tab === panel()"
              [attr.aria-controls]="tab === panel() ? 'gr-panel' : null"
              [tabIndex]="tab === panel() ? 0 : -1"
              (click)="room.open(tab)"
              (keydown)="turn($event)"
            >
              {{ t(titles[tab]) }}
            </button>
          }
        </div>
        <button
          class="gr-icon-button"
          type="button"
          [attr.aria-label]="t('live.room.panel-close')"
          (click)="close()"
        >
          <gr-room-icon name="close" />
        </button>
      </div>
      <div class="body" id="gr-panel" role="tabpanel" [attr.aria-labelledby]="'gr-tab-' + panel()">
        @switch (panel()) {
          @case ('chat') {
            <gr-chat-panel />
          }
          @case ('brief') {
            <gr-brief-panel />
          }
          @case ('settings') {
            <gr-settings-panel />
          }
        }
      </div>
    </aside>
  `,
  styleUrl: './side-panel.scss',
})
export class SidePanel {
  protected readonly room = inject(RoomStore);
  private readonly roomView = inject(RoomViewStore);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly titles = TITLES;
  protected readonly panel = this.room.panel;
  protected readonly tabs = computed<readonly Panel[]>(() =>
    this.roomView.room()?.role === 'interviewer' ? ['chat', 'brief', 'settings'] : ['chat', 'settings'],
  );

  constructor() {
    effect(() => {
      const panel = this.panel();
      untracked(() => queueMicrotask(() => this.focus(panel)));
    });
  }

  protected turn(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const panel = this.panel();
    if (step === 0 || !panel) return;
    const tabs = this.tabs();
    const next = tabs[(tabs.indexOf(panel) + step + tabs.length) % tabs.length];
    if (next) this.room.open(next);
    event.preventDefault();
  }

  protected close(): void {
    this.room.close();
  }

  /** Typing can begin at once; on touch screens the keyboard waits for a tap. */
  private focus(panel: Panel | null): void {
    const host = this.host.nativeElement;
    const field = panel === 'chat' && matchMedia('(pointer: fine)').matches;
    const within = host.contains(document.activeElement);
    const target = field && !within ? 'textarea' : `#gr-tab-${panel ?? 'chat'}`;
    host.querySelector<HTMLElement>(target)?.focus();
  }
}

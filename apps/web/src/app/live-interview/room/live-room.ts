import {
  afterNextRender,
  Component,
  DestroyRef,
  DOCUMENT,
  effect,
  ElementRef,
  inject,
  signal,
  viewChild,
  ViewContainerRef,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ConferenceStore } from '../conference-store';
import { DevicePreferences } from '../devices/device-preferences';
import { EndDialog } from './end-dialog';
import { InterviewClock } from './interview-clock';
import { RemoteAudio } from './remote-audio';
import { RoomCommands } from './room-commands';
import { RoomHeader } from './room-header';
import { RoomNews } from './room-news';
import { RoomNotices } from './room-notices';
import { RoomStore } from './room-store';
import { SingleKeys } from './single-keys';
import { SidePanel } from './side-panel';
import { Stage } from './stage';
import { Toolbar } from './toolbar';

/** The room: a dark stage from edge to edge, in which only the faces matter. */
@Component({
  selector: 'gr-live-room',
  imports: [TranslocoDirective, EndDialog, RemoteAudio, RoomHeader, RoomNotices, SidePanel, Stage, Toolbar],
  providers: [InterviewClock, RoomCommands, RoomNews, RoomStore, SingleKeys],
  template: `
    <main *transloco="let t" tabindex="-1">
      <div class="header">
        <ng-container #recording />
        <gr-room-header />
        <gr-room-notices />
      </div>
      <gr-stage class="faces" />
      <gr-toolbar class="tools" (endAsked)="endDialog().open()" />
      @if (room.panel()) {
        <gr-side-panel class="panel" />
      }
      @for (person of conference.remotes(); track person.userId ?? person.id) {
        <gr-remote-audio [track]="person.audio" [sinkId]="preferences.sinkId()" [(blocked)]="silenced" />
      }
      @if (silenced()) {
        <button class="gr-button hear" type="button" (click)="silenced.set(false)">
          {{ t('live.room.click-to-hear') }}
        </button>
      }
    </main>
    <gr-end-dialog />
    <ng-container #shortcuts />
  `,
  styleUrl: './live-room.scss',
  host: {
    '(document:keydown)': 'press($event)',
    '(document:fullscreenchange)': 'commands.readFullScreen()',
  },
})
export class LiveRoom {
  protected readonly conference = inject(ConferenceStore);
  protected readonly preferences = inject(DevicePreferences);
  protected readonly room = inject(RoomStore);
  protected readonly commands = inject(RoomCommands);
  private readonly keys = inject(SingleKeys);
  private readonly document = inject(DOCUMENT);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly endDialog = viewChild.required(EndDialog);
  private readonly shortcuts = viewChild.required('shortcuts', { read: ViewContainerRef });
  /** The browser wants a click before it plays the others' voices. */
  protected readonly silenced = signal(false);
  private lastOpen: string | null = null;
  private readonly recording = viewChild('recording', { read: ViewContainerRef });

  constructor() {
    // Not by `@defer`, which every page of the portal would carry a part of.
    effect(() => {
      const place = this.recording();
      if (!place || !this.conference.recordable()) return;
      void import('../recording/room-recording').then(({ RoomRecording }) =>
        place.createComponent(RoomRecording),
      );
    });
    void this.preferences.refresh();
    this.keepScreenOn();
    // The button that led here is gone: reading and tabbing go on from the top of the room.
    afterNextRender(() => this.host.nativeElement.querySelector('main')?.focus({ preventScroll: true }));
    effect(() => {
      const panel = this.room.panel();
      if (!panel && this.lastOpen) this.document.getElementById(this.lastOpen)?.focus();
      this.lastOpen = panel && (panel === 'chat' ? 'gr-open-chat' : 'gr-open-settings');
    });
  }

  /** Single keys, unless the person is typing or a dialog is open. */
  protected press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (this.document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') this.room.close();
    if (!this.keys.on() || isTyping(event.target)) return;
    const action = this.actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  }

  private readonly actions: Readonly<Record<string, () => void>> = {
    m: () => this.commands.toggleMicrophone(),
    v: () => this.commands.toggleCamera(),
    s: () => this.commands.toggleScreenShare(),
    c: () => this.room.toggle('chat'),
    '?': () => void this.showShortcuts(),
  };

  private async showShortcuts(): Promise<void> {
    const { ShortcutsDialog } = await import('./shortcuts-dialog');
    const place = this.shortcuts();
    place.clear();
    place.createComponent(ShortcutsDialog);
  }

  /** Nobody touches anything while they talk: without this, phones go dark. */
  private keepScreenOn(): void {
    let lock: WakeLockSentinel | null = null;
    const request = async () => {
      if (this.document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      lock = await navigator.wakeLock.request('screen').catch(() => null);
    };
    const renew = () => void request();
    afterNextRender(renew);
    this.document.addEventListener('visibilitychange', renew);
    inject(DestroyRef).onDestroy(() => {
      this.document.removeEventListener('visibilitychange', renew);
      void lock?.release();
      if (this.document.fullscreenElement) void this.document.exitFullscreen().catch(() => undefined);
    });
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

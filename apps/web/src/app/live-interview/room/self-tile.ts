import { Component, computed, ElementRef, inject, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { ConferenceStore } from '../conference-store';
import { RoomIcon } from '../room-icon';
import { Avatar } from './avatar';
import { type Corner, type Direction, RoomStore } from './room-store';
import { VideoPicture } from './video-picture';

const KEYS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
/** The way round, for people who only click. */
const NEXT: Record<Corner, Corner> = {
  'top-left': 'top-right',
  'top-right': 'bottom-right',
  'bottom-right': 'bottom-left',
  'bottom-left': 'top-left',
};
/** Pixels after which a press is a drag. */
const DRAG_FROM = 6;

/** The own picture, small, in a corner: drag it to another one, use the arrow keys, or put it away. */
@Component({
  selector: 'gr-self-tile',
  imports: [TranslocoDirective, Avatar, RoomIcon, VideoPicture],
  template: `
    <figure
      *transloco="let t"
      (pointerdown)="grab($event)"
      (pointermove)="drag($event)"
      (pointerup)="drop($event)"
      (pointercancel)="letGo()"
    >
      @if (self(); as person) {
        @if (picture(); as track) {
          <gr-video-picture [track]="track" [mirrored]="true" [label]="t('live.room.your-video')" />
        } @else {
          <gr-avatar [name]="person.name" />
        }
        <figcaption>
          @if (person.audioMuted) {
            <gr-room-icon class="muted" name="mic-off" [size]="16" />
          }
          <span class="name">{{ t('live.room.you') }}</span>
        </figcaption>
      }
      <div class="handles">
        <button
          type="button"
          [attr.aria-label]="t('live.room.move-self')"
          [title]="t('live.room.move-self')"
          (click)="room.moveSelfTo(next())"
          (keydown)="steer($event)"
        >
          <gr-room-icon name="move" [size]="18" />
        </button>
        <button
          type="button"
          [attr.aria-label]="t('live.room.hide-self')"
          [title]="t('live.room.hide-self')"
          (click)="room.selfHidden.set(true)"
        >
          <gr-room-icon name="eye-off" [size]="18" />
        </button>
      </div>
    </figure>
  `,
  styleUrls: ['./tile.scss', './self-tile.scss'],
  host: {
    '[class.dragging]': 'offset() !== null',
    '[style.transform]': 'transform()',
  },
})
export class SelfTile {
  protected readonly room = inject(RoomStore);
  private readonly conference = inject(ConferenceStore);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private start: { x: number; y: number } | null = null;

  protected readonly self = this.conference.self;
  protected readonly picture = computed(() => {
    const self = this.self();
    return self && !self.videoMuted ? self.camera : null;
  });
  protected readonly offset = signal<{ x: number; y: number } | null>(null);
  protected readonly transform = computed(() => {
    const offset = this.offset();
    return offset && `translate(${offset.x}px, ${offset.y}px)`;
  });
  protected readonly next = computed(() => NEXT[this.room.corner()]);

  protected grab(event: PointerEvent): void {
    if (event.button !== 0 || isButton(event.target)) return;
    this.start = { x: event.clientX, y: event.clientY };
    // A quick hand has left the tile before its first move is told.
    if (event.currentTarget instanceof HTMLElement) event.currentTarget.setPointerCapture(event.pointerId);
  }

  protected drag(event: PointerEvent): void {
    if (!this.start) return;
    const x = event.clientX - this.start.x;
    const y = event.clientY - this.start.y;
    if (!this.offset() && Math.hypot(x, y) < DRAG_FROM) return;
    this.offset.set({ x, y });
  }

  protected drop(event: PointerEvent): void {
    const dragged = this.offset() !== null;
    this.letGo();
    if (!dragged) return;
    const stage = this.host.nativeElement.closest('.stage')?.getBoundingClientRect();
    if (!stage) return;
    const block = event.clientY < stage.top + stage.height / 2 ? 'top' : 'bottom';
    const inline = event.clientX < stage.left + stage.width / 2 ? 'left' : 'right';
    this.room.moveSelfTo(`${block}-${inline}`);
  }

  protected letGo(): void {
    this.start = null;
    this.offset.set(null);
  }

  protected steer(event: KeyboardEvent): void {
    const direction = KEYS[event.key];
    if (!direction) return;
    event.preventDefault();
    this.room.moveSelf(direction);
  }
}

const isButton = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button') !== null;

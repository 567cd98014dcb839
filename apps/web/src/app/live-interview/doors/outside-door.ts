import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ConferenceError, ConferenceState } from '@greenroom/conference-client';
import { errorCodeSchema, type Room } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formatter } from '../../platform/formatter';
import type { RoomIconName } from '../room-icon';
import type { WayOut } from '../way-out';
import { Door } from './door';

/** What happened, as keys of the texts. */
interface Story {
  readonly icon: RoomIconName;
  readonly heading: string;
  readonly text: string;
  /** The way back in, where there is one. */
  readonly again?: string;
}

const LEFT: Story = {
  icon: 'door',
  heading: 'live.outside.left',
  text: 'live.outside.left-text',
  again: 'live.outside.rejoin',
};
const REPLACED: Story = {
  icon: 'people',
  heading: 'live.outside.replaced',
  text: 'live.outside.replaced-text',
  again: 'live.outside.continue-here',
};
const KICKED: Story = { icon: 'door', heading: 'live.outside.kicked', text: 'live.outside.kicked-text' };

/** Out of the room: left, taken over by another tab, sent out, refused, or the connection did not come about. */
@Component({
  selector: 'gr-outside-door',
  imports: [RouterLink, TranslocoDirective, Door],
  template: `
    <gr-door
      *transloco="let t"
      role="alert"
      tone="attention"
      [icon]="story().icon"
      [heading]="t(story().heading)"
      [text]="t(story().text, { time: format.time(room().closesAt), name: room().otherName })"
    >
      @if (story().again; as label) {
        <button class="gr-button" type="button" (click)="again.emit()">{{ t(label) }}</button>
      }
      <a class="gr-button gr-button-text" [routerLink]="wayOut().path">{{ t(wayOut().label) }}</a>
    </gr-door>
  `,
})
export class OutsideDoor {
  readonly state = input.required<ConferenceState>();
  readonly room = input.required<Room>();
  readonly wayOut = input.required<WayOut>();
  readonly again = output();

  protected readonly format = inject(Formatter);
  protected readonly story = computed(() => {
    const state = this.state();
    switch (state.kind) {
      case 'replaced':
        return REPLACED;
      case 'kicked':
        return KICKED;
      case 'refused':
      case 'failed':
        return failureStory(state.error);
      default:
        return LEFT;
    }
  });
}

function failureStory({ code, category, retryable, reason }: ConferenceError): Story {
  const again = retryable ? { again: 'shell.retry' } : {};
  const icon = category === 'refused' ? 'door' : 'offline';
  const heading = category === 'refused' ? 'live.outside.refused' : 'live.outside.failed';
  // The API has its own words for each of its refusals.
  if (code === 'grant-refused' && errorCodeSchema.safeParse(reason).success) {
    return { icon, heading, text: `errors.${reason}`, ...again };
  }
  return { icon, heading, text: `live.failure.${code}`, ...again };
}

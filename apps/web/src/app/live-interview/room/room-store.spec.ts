import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { aMessage, FakeConference } from '../../../../test-support/fake-conference';
import { platformFor } from '../../../../test-support/providers';
import { Announcer } from '../../platform/announcer';
import { Clock, FixedClock } from '../../platform/clock';
import { CONFERENCE_PACKAGE, ConferenceStore } from '../conference-store';
import { DisplayName } from '../display-name';
import { RoomViewStore } from '../room-view-store';
import { RoomStore } from './room-store';

const at = (time: string) => Date.parse(`2026-11-22T${time}Z`);

describe('RoomStore', () => {
  let conference: FakeConference;
  let room: RoomStore;
  let time: FixedClock;

  const enter = async () => {
    conference = new FakeConference();
    time = new FixedClock('2026-11-22T10:00:00Z');
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        ...platformFor(),
        { provide: Clock, useValue: time },
        ConferenceStore,
        DisplayName,
        RoomStore,
        RoomViewStore,
        { provide: CONFERENCE_PACKAGE, useValue: conference.load },
      ],
    });
    room = TestBed.inject(RoomStore);
    await TestBed.inject(ConferenceStore).prepare();
    TestBed.tick();
  };

  beforeEach(async () => {
    sessionStorage.clear();
    await enter();
  });

  const hear = (...times: string[]) => {
    conference.messages.set(times.map((time) => aMessage({ id: time, at: at(time) })));
    TestBed.tick();
  };

  it('counts what others wrote while the chat was closed, and says so', () => {
    hear('09:59:50', '09:59:55');
    expect(room.unread()).toBe(2);
    expect(TestBed.inject(Announcer).message()).toContain('live.chat.new');
  });

  it('does not count own messages', () => {
    conference.messages.set([aMessage({ own: true })]);
    expect(room.unread()).toBe(0);
  });

  it('has read everything once the chat is open', () => {
    hear('09:59:50');
    room.open('chat');
    TestBed.tick();
    expect(room.unread()).toBe(0);
    room.close();
    time.advance(10);
    hear('09:59:50', '10:00:08');
    expect(room.unread()).toBe(1);
  });

  it('does not call read messages new when the room repeats them after a reload', async () => {
    hear('09:59:50');
    room.open('chat');
    TestBed.tick();
    await enter();
    hear('09:59:50');
    expect(room.unread()).toBe(0);
  });

  it('moves the own tile from corner to corner, and not off the stage', () => {
    expect(room.corner()).toBe('bottom-right');
    room.moveSelf('up');
    expect(room.corner()).toBe('top-right');
    room.moveSelf('up');
    expect(room.corner()).toBe('top-right');
    room.moveSelf('left');
    expect(room.corner()).toBe('top-left');
    room.moveSelf('down');
    expect(room.corner()).toBe('bottom-left');
  });

  it('opens one panel at a time', () => {
    room.toggle('chat');
    room.toggle('settings');
    expect(room.panel()).toBe('settings');
    room.toggle('settings');
    expect(room.panel()).toBeNull();
  });
});
